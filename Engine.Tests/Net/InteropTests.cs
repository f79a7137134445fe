using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Engine.Core.Wire.WebSocket;
using Engine.Native.Net;
using Xunit;

namespace Engine.Tests.Net;

/// <summary>With System.Net.WebSockets at the other end.</summary>
public class InteropTests
{
    private static readonly int[] Sizes = [0, 1, 125, 126, 127, 65_535, 65_536, 70_001, 1_000_000];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Messages_of_every_length_form_go_both_ways_through_Kestrel_until_it_closes(bool secure)
    {
        using X509Certificate2? certificate = secure ? TestAuthority.Shared.Issue("127.0.0.1") : null;
        TaskCompletionSource<bool> played = new();
        await using KestrelServer server = await KestrelServer.Start(socket => Play(socket, played), certificate);
        WsConnection connection = await EchoRun.Start(server.Address, new WsOptions { OutputBytes = 3_000_000, TrustFile = secure ? TestAuthority.Shared.TrustFile : null });
        Assert.Equal((WsCloseReason.ClosedByPeer, 1000), (connection.CloseReason, connection.CloseCodeSeen));
        Assert.True(await played.Task);
        Assert.Contains("bye", connection.CloseSentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Our_close_is_answered_by_Kestrel(bool secure)
    {
        using X509Certificate2? certificate = secure ? TestAuthority.Shared.Issue("127.0.0.1") : null;
        TaskCompletionSource<(WebSocketCloseStatus?, string?)> seen = new();
        await using KestrelServer server = await KestrelServer.Start(async socket =>
        {
            await socket.ReceiveAsync(new Memory<byte>(new byte[10]), CancellationToken.None);
            seen.SetResult((socket.CloseStatus, socket.CloseStatusDescription));
            await socket.CloseAsync(socket.CloseStatus!.Value, socket.CloseStatusDescription, CancellationToken.None);
        }, certificate);
        using WsConnection connection = EchoRun.Connection(server.Address, new WsOptions { TrustFile = secure ? TestAuthority.Shared.TrustFile : null });
        connection.Connect(EchoRun.NowNs);
        EchoRun.Until(connection, () => connection.State == WsState.Open);
        connection.Close(EchoRun.NowNs, 1001, "restart");
        EchoRun.ToTheEnd(connection);
        Assert.Equal((WsCloseReason.ClosedByUs, 1001), (connection.CloseReason, connection.CloseCodeSeen));
        Assert.Equal((WebSocketCloseStatus.EndpointUnavailable, "restart"), await seen.Task);
    }

    [Fact]
    public async Task A_path_that_is_no_WebSocket_is_refused_with_its_status()
    {
        await using KestrelServer server = await KestrelServer.Start(_ => Task.CompletedTask);
        using ScriptedServer plain = new();
        Task<WsConnection> client = EchoRun.Start(plain.Address);
        await plain.AcceptRequest(TestContext.Current.CancellationToken);
        using HttpClient http = new();
        using HttpResponseMessage response = await http.GetAsync(server.Address.Replace("ws:", "http:", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await plain.Send(Encoding.ASCII.GetBytes($"HTTP/1.1 {(int)response.StatusCode} {response.ReasonPhrase}\r\n\r\n"), TestContext.Current.CancellationToken);
        plain.EndTcp();
        WsConnection connection = await client;
        Assert.Equal(WsCloseReason.HandshakeRefused, connection.CloseReason);
        Assert.Contains("426", connection.CloseSentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Our_frames_are_accepted_by_the_frameworks_server_and_its_frames_by_our_reader()
    {
        OutputBuffer output = new(3_000_000, new MaskKeys(11, 12));
        foreach (int size in Sizes)
        {
            Assert.Equal(OutputRoom.Granted, output.BeginMessage(size + 3, out Span<byte> room));
            room[..size].Fill((byte)'a');
            output.CommitMessage(size, Opcode.Text);
            output.WriteControl(Opcode.Ping, "x"u8);
        }
        output.WriteControl(Opcode.Close, [3, 232]);
        using MemoryStream written = new();
        using DuplexStream stream = new(new MemoryStream(output.Pending.ToArray()), written);
        using System.Net.WebSockets.WebSocket socket = System.Net.WebSockets.WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true });
        byte[] buffer = new byte[2_000_000];
        foreach (int size in Sizes)
        {
            ValueWebSocketReceiveResult result;
            int count = 0;
            do
            {
                result = await socket.ReceiveAsync(buffer.AsMemory(count), TestContext.Current.CancellationToken);
                count += result.Count;
            }
            while (!result.EndOfMessage);
            Assert.Equal((size, WebSocketMessageType.Text), (count, result.MessageType));
            Assert.False(buffer.AsSpan(0, count).ContainsAnyExcept((byte)'a'));
        }
        ValueWebSocketReceiveResult last = await socket.ReceiveAsync(buffer.AsMemory(), TestContext.Current.CancellationToken);
        Assert.Equal(WebSocketMessageType.Close, last.MessageType);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", TestContext.Current.CancellationToken);
        List<string> answers = Wire.WebSocket.SegmentedInput.Read(new FrameReader(1000), written.ToArray(), [], false);
        Assert.Equal([.. Sizes.Select(_ => "Pong 78"), "Close 03E8"], answers);
    }

    private static async Task Play(System.Net.WebSockets.WebSocket socket, TaskCompletionSource<bool> played)
    {
        try
        {
            foreach (int size in Sizes)
            {
                await KestrelServer.Echoes(socket, Encoding.UTF8.GetBytes(new string('\u00e9', size)), WebSocketMessageType.Text);
                await KestrelServer.Echoes(socket, Encoding.UTF8.GetBytes(new string('\u00e9', size)), WebSocketMessageType.Text, 7);
                await KestrelServer.Echoes(socket, new byte[size], WebSocketMessageType.Binary, 3);
            }
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", CancellationToken.None);
            played.SetResult(true);
        }
        catch (Exception exception)
        {
            played.SetException(exception);
            throw;
        }
    }

    private sealed class DuplexStream(MemoryStream input, MemoryStream output) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => input.Read(buffer, offset, count);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => output.Write(buffer, offset, count);
    }
}

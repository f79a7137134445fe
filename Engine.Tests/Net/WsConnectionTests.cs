using System.Net;
using System.Net.Sockets;
using System.Text;
using Engine.Core.Wire.WebSocket;
using Engine.Native.Net;
using Engine.Tests.Wire.WebSocket;
using Xunit;

namespace Engine.Tests.Net;

public class WsConnectionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_closed_in_the_middle_of_a_batch_can_connect_again()
    {
        using ScriptedServer server = new();
        using WsConnection connection = EchoRun.Connection(server.Address, new WsOptions { CloseTimeoutNs = 50_000_000 });
        connection.Connect(EchoRun.NowNs);
        Task accepting = server.Accept(TestContext.Current.CancellationToken);
        EchoRun.Until(connection, () => connection.State == WsState.Open);
        await accepting;
        await server.Send([.. ServerFrame.Text("one"), .. ServerFrame.Text("two")], TestContext.Current.CancellationToken);
        while (!connection.Poll(EchoRun.NowNs))
            connection.WaitReadable(10);
        Assert.True(connection.TryReadMessage(out _, out _)); // "two" is left lying
        connection.Close(EchoRun.NowNs);
        while (connection.State != WsState.Closed)
            connection.Poll(EchoRun.NowNs);
        connection.Connect(EchoRun.NowNs);
        Task accepted = server.Accept(TestContext.Current.CancellationToken);
        EchoRun.Until(connection, () => connection.State == WsState.Open);
        await accepted;
    }

    [Fact]
    public async Task The_request_carries_path_query_and_host_and_offers_no_extension()
    {
        using ScriptedServer server = new();
        Task<WsConnection> client = EchoRun.Start(server.Address + "a/b?c=d%20e");
        await server.Accept(Cancel);
        server.EndTcp();
        await client;
        Assert.StartsWith("GET /a/b?c=d%20e HTTP/1.1\r\n", server.Request, StringComparison.Ordinal);
        Assert.Contains($"\r\nHost: 127.0.0.1:{server.Port}\r\n", server.Request, StringComparison.Ordinal);
        Assert.DoesNotContain("Extensions", server.Request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frames_that_come_with_the_upgrade_answer_are_read()
    {
        using ScriptedServer server = new();
        Task<WsConnection> client = EchoRun.Start(server.Address);
        await server.Accept(Cancel, [.. ServerFrame.Text("early"), .. ServerFrame.Text("bird")[..3]]);
        Assert.Equal("Text early", ConformanceCase.Describe((await server.ReadFrame(Cancel))!.Value));
        await server.Send([.. ServerFrame.Text("bird")[3..], .. ServerFrame.Close(1001)], Cancel);
        Assert.Equal("Text bird", ConformanceCase.Describe((await server.ReadFrame(Cancel))!.Value));
        Assert.Equal("Close 1001", ConformanceCase.Describe((await server.ReadFrame(Cancel))!.Value));
        server.EndTcp();
        WsConnection connection = await client;
        Assert.Equal((WsCloseReason.ClosedByPeer, 1001), (connection.CloseReason, connection.CloseCodeSeen));
    }

    [Fact]
    public async Task A_stream_that_ends_without_a_close_frame_is_dropped_after_what_came_before_was_read()
    {
        using ScriptedServer server = new();
        Task<WsConnection> client = EchoRun.Start(server.Address);
        await server.Accept(Cancel);
        await server.Send(ServerFrame.Text("last words"), Cancel);
        Assert.Equal("Text last words", ConformanceCase.Describe((await server.ReadFrame(Cancel))!.Value));
        server.EndTcp();
        WsConnection connection = await client;
        Assert.Equal((WsCloseReason.Dropped, CloseCode.Abnormal), (connection.CloseReason, connection.CloseCodeSeen));
        Assert.Contains("without a close frame", connection.CloseSentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_is_dropped_and_named()
    {
        using ScriptedServer server = new();
        Task<WsConnection> client = EchoRun.Start(server.Address);
        await server.Accept(Cancel);
        server.ResetTcp();
        WsConnection connection = await client;
        Assert.Equal(WsCloseReason.Dropped, connection.CloseReason);
        Assert.Contains("ECONNRESET", connection.CloseSentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sending_into_a_connection_that_the_server_left_fails_it_and_not_the_process()
    {
        using ScriptedServer server = new();
        using WsConnection connection = EchoRun.Connection(server.Address);
        connection.Connect(EchoRun.NowNs);
        Task accepting = server.Accept(Cancel);
        EchoRun.Until(connection, () => connection.State == WsState.Open);
        await accepting;
        server.ResetTcp();
        // Nothing is received: only sending can notice.
        while (connection.State == WsState.Open)
        {
            if (connection.Output.BeginMessage(1000, out Span<byte> room) == OutputRoom.Granted)
                connection.Output.CommitMessage(room.Length, Opcode.Text);
            connection.Flush(EchoRun.NowNs);
        }
        Assert.Equal(OutputRoom.Shut, connection.Output.BeginMessage(1, out _));
        EchoRun.ToTheEnd(connection);
        Assert.Equal(WsCloseReason.Dropped, connection.CloseReason);
    }

    [Fact]
    public async Task A_close_frame_that_came_before_the_way_out_broke_is_honoured()
    {
        using ScriptedServer server = new();
        using WsConnection connection = EchoRun.Connection(server.Address);
        connection.Connect(EchoRun.NowNs);
        Task accepting = server.Accept(Cancel);
        EchoRun.Until(connection, () => connection.State == WsState.Open);
        await accepting;
        await server.Send(ServerFrame.Close(1012), Cancel);
        server.EndTcp();
        while (connection.State == WsState.Open)
        {
            if (connection.Output.BeginMessage(1000, out Span<byte> room) == OutputRoom.Granted)
                connection.Output.CommitMessage(room.Length, Opcode.Text);
            connection.Flush(EchoRun.NowNs);
        }
        EchoRun.ToTheEnd(connection);
        Assert.Equal((WsCloseReason.ClosedByPeer, 1012), (connection.CloseReason, connection.CloseCodeSeen));
    }

    [Fact]
    public async Task Our_close_is_sent_once_and_messages_are_read_until_the_server_agrees()
    {
        using ScriptedServer server = new();
        using WsConnection connection = EchoRun.Connection(server.Address);
        connection.Connect(EchoRun.NowNs);
        Task accepting = server.Accept(Cancel);
        EchoRun.Until(connection, () => connection.State == WsState.Open);
        await accepting;
        connection.Close(EchoRun.NowNs, 4001, "done\u00e9");
        connection.Close(EchoRun.NowNs);
        Assert.Equal(OutputRoom.Shut, connection.Output.BeginMessage(1, out _));
        connection.Flush(EchoRun.NowNs);
        (Opcode opcode, byte[] payload) = (await server.ReadFrame(Cancel))!.Value;
        Assert.Equal((Opcode.Close, "0FA1" + Convert.ToHexString(Encoding.UTF8.GetBytes("done\u00e9"))), (opcode, Convert.ToHexString(payload)));
        await server.Send([.. ServerFrame.Text("still here"), .. ServerFrame.Close(4001)], Cancel);
        server.EndTcp();
        List<string> read = [];
        while (connection.State != WsState.Closed)
        {
            connection.Poll(EchoRun.NowNs);
            while (connection.TryReadMessage(out _, out ReadOnlySpan<byte> message))
                read.Add(Encoding.UTF8.GetString(message));
            connection.WaitReadable(10);
        }
        Assert.Equal(["still here"], read);
        Assert.Equal((WsCloseReason.ClosedByUs, 4001), (connection.CloseReason, connection.CloseCodeSeen));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_our_close_is_left_after_the_time_limit()
    {
        using ScriptedServer server = new();
        using WsConnection connection = EchoRun.Connection(server.Address, new WsOptions { CloseTimeoutNs = 1_000_000_000 });
        connection.Connect(EchoRun.NowNs);
        Task accepting = server.Accept(Cancel);
        EchoRun.Until(connection, () => connection.State == WsState.Open);
        await accepting;
        long nowNs = EchoRun.NowNs;
        connection.Close(nowNs);
        connection.Poll(nowNs + 999_999_999);
        Assert.Equal(WsState.Closing, connection.State);
        connection.Poll(nowNs + 1_000_000_000);
        Assert.Equal((WsState.Closed, WsCloseReason.CloseTimedOut), (connection.State, connection.CloseReason));
    }

    [Fact]
    public async Task A_server_that_closes_but_keeps_TCP_open_is_left_after_the_time_limit_as_closed()
    {
        using ScriptedServer server = new();
        using WsConnection connection = EchoRun.Connection(server.Address, new WsOptions { CloseTimeoutNs = 1_000_000_000 });
        connection.Connect(EchoRun.NowNs);
        Task accepting = server.Accept(Cancel);
        EchoRun.Until(connection, () => connection.State == WsState.Open);
        await accepting;
        await server.Send(ServerFrame.Close(1000), Cancel);
        EchoRun.Until(connection, () => connection.State == WsState.Closing);
        connection.Poll(EchoRun.NowNs + 2_000_000_000);
        Assert.Equal((WsState.Closed, WsCloseReason.ClosedByPeer), (connection.State, connection.CloseReason));
    }

    [Fact]
    public async Task A_handshake_that_is_never_answered_ends_after_the_time_limit()
    {
        using ScriptedServer server = new();
        using WsConnection connection = EchoRun.Connection(server.Address);
        long nowNs = EchoRun.NowNs;
        connection.Connect(nowNs);
        EchoRun.Until(connection, () => connection.State == WsState.Upgrading);
        await server.AcceptTcp(Cancel);
        connection.Poll(EchoRun.NowNs + 11_000_000_000);
        Assert.Equal((WsState.Closed, WsCloseReason.HandshakeTimedOut), (connection.State, connection.CloseReason));
        Assert.Contains("10000 ms", connection.CloseSentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_TLS_handshake_that_is_never_answered_ends_after_the_time_limit()
    {
        using ScriptedServer server = new();
        using WsConnection connection = EchoRun.Connection($"wss://127.0.0.1:{server.Port}/");
        connection.Connect(EchoRun.NowNs);
        EchoRun.Until(connection, () => connection.State == WsState.Securing);
        await server.AcceptTcp(Cancel);
        connection.Poll(EchoRun.NowNs + 11_000_000_000);
        Assert.Equal((WsState.Closed, WsCloseReason.HandshakeTimedOut), (connection.State, connection.CloseReason));
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "404")]
    [InlineData("HTTP/1.1 503 Busy\r\n\r\n", "503")]
    [InlineData("HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n\r\n", "Sec-WebSocket-Accept")]
    [InlineData("SSH-2.0-x\r\n", "HTTP/1.1")]
    [InlineData("", "before it answered")]
    public async Task A_refused_handshake_tells_why_and_names_the_address(string answer, string clause)
    {
        using ScriptedServer server = new();
        Task<WsConnection> client = EchoRun.Start(server.Address);
        await server.AcceptRequest(Cancel);
        await server.Send(Encoding.ASCII.GetBytes(answer), Cancel);
        server.EndTcp();
        WsConnection connection = await client;
        Assert.Equal(WsCloseReason.HandshakeRefused, connection.CloseReason);
        Assert.Contains(clause, connection.CloseSentence, StringComparison.Ordinal);
        Assert.Contains(server.Address, connection.CloseSentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_connect_names_the_address_and_the_error_and_the_next_address_is_tried()
    {
        using ScriptedServer server = new();
        using WsConnection alone = EchoRun.Connection($"ws://127.0.0.1:{UnusedPort()}/");
        alone.Connect(EchoRun.NowNs);
        EchoRun.ToTheEnd(alone);
        Assert.Equal(WsCloseReason.ConnectFailed, alone.CloseReason);
        Assert.Contains("ECONNREFUSED", alone.CloseSentence, StringComparison.Ordinal);

        using WsConnection second = EchoRun.Connection(server.Address);
        second.Addresses = [IPAddress.Parse("127.77.77.77"), IPAddress.IPv6Loopback, IPAddress.Loopback];
        second.Connect(EchoRun.NowNs);
        Task accepting = server.Accept(Cancel);
        EchoRun.Until(second, () => second.State == WsState.Open);
        await accepting;
    }

    [Fact]
    public void A_connect_that_is_not_answered_ends_after_the_time_limit()
    {
        // A listener whose queue is full swallows further connects.
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        int port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        List<WsConnection> connections = [];
        long nowNs = EchoRun.NowNs;
        for (int i = 0; i < 8; i++)
        {
            connections.Add(EchoRun.Connection($"ws://127.0.0.1:{port}/", new WsOptions { OutputBytes = 1000 }));
            connections[i].Connect(nowNs);
            connections[i].Poll(nowNs);
        }
        WsConnection waiting = connections[^1];
        waiting.WaitReadable(50);
        waiting.Poll(nowNs);
        Assert.Equal(WsState.Connecting, waiting.State);
        waiting.Poll(nowNs + 5_000_000_000);
        Assert.Equal((WsState.Closed, WsCloseReason.ConnectTimedOut), (waiting.State, waiting.CloseReason));
        connections.ForEach(connection => connection.Dispose());
    }

    [Fact]
    public async Task A_closed_connection_connects_again_and_remembers_nothing()
    {
        using ScriptedServer server = new();
        using WsConnection connection = EchoRun.Connection(server.Address);
        for (int round = 0; round < 3; round++)
        {
            connection.Connect(EchoRun.NowNs);
            Task accepting = server.Accept(Cancel);
            EchoRun.Until(connection, () => connection.State == WsState.Open);
            await accepting;
            await server.Send([.. ServerFrame.Text($"round {round}"), .. ServerFrame.Text("half", false), .. ServerFrame.Build(Opcode.Continuation, [1, 2])[..3]], Cancel);
            EchoRun.Until(connection, () => connection.FramesSent == round + 1);
            Assert.Equal($"Text round {round}", ConformanceCase.Describe((await server.ReadFrame(Cancel))!.Value));
            server.EndTcp();
            EchoRun.ToTheEnd(connection);
            Assert.Equal(WsCloseReason.Dropped, connection.CloseReason);
        }
    }

    [Fact]
    public void Connecting_twice_is_a_callers_error()
    {
        using ScriptedServer server = new();
        using WsConnection connection = EchoRun.Connection(server.Address);
        connection.Connect(EchoRun.NowNs);
        Assert.Throws<InvalidOperationException>(() => connection.Connect(EchoRun.NowNs));
    }

    [Fact]
    public async Task A_server_that_does_not_read_fills_the_output_and_nothing_is_lost_when_it_does()
    {
        using ScriptedServer server = new();
        using WsConnection connection = EchoRun.Connection(server.Address, new WsOptions { OutputBytes = 300_000 });
        connection.Connect(EchoRun.NowNs);
        Task accepting = server.Accept(Cancel);
        EchoRun.Until(connection, () => connection.State == WsState.Open);
        await accepting;
        int written = FillOutput(connection, 50_000);
        Assert.True(written > 300_000 / 50_000, "more than the output holds, so the socket took a part");
        Task<int> reading = ReadInOrder(server, written, 50_000);
        while (connection.Output.PendingBytes > 0)
        {
            connection.WaitWritable(10);
            connection.Flush(EchoRun.NowNs);
        }
        Assert.Equal(written, await reading);
    }

    [Fact]
    public async Task Pings_while_the_output_is_full_are_answered_with_the_latest()
    {
        using ScriptedServer server = new();
        using WsConnection connection = EchoRun.Connection(server.Address, new WsOptions { OutputBytes = 10_000 });
        connection.Connect(EchoRun.NowNs);
        Task accepting = server.Accept(Cancel);
        EchoRun.Until(connection, () => connection.State == WsState.Open);
        await accepting;
        await server.Send([.. Enumerable.Range(0, 4).SelectMany(i => ServerFrame.Build(Opcode.Ping, Enumerable.Repeat((byte)i, 125).ToArray()))], Cancel);
        while (!connection.Poll(EchoRun.NowNs))
            connection.WaitReadable(10);
        // The pings are received and not yet read; the output is filled and not yet sent: room is left for one pong.
        int written = 0;
        for (; connection.Output.BeginMessage(100, out Span<byte> span) == OutputRoom.Granted; written++)
        {
            span.Fill((byte)written);
            connection.Output.CommitMessage(100, Opcode.Binary);
        }
        Assert.False(connection.TryReadMessage(out _, out _));
        Assert.Equal((4, written + 1), (connection.FramesReceived, connection.FramesSent));
        EchoRun.Until(connection, () => connection.FramesSent == written + 2 && connection.Output.PendingBytes == 0);
        Assert.Equal(written, await ReadInOrder(server, written, 100));
        Assert.Equal(0, (await server.ReadFrame(Cancel))!.Value.Payload[0]);
        Assert.Equal(3, (await server.ReadFrame(Cancel))!.Value.Payload[0]);
    }

    [Fact]
    public async Task Counters_and_the_receive_stamp_tell_what_happened()
    {
        using ScriptedServer server = new();
        using WsConnection connection = EchoRun.Connection(server.Address);
        connection.Connect(EchoRun.NowNs);
        Task accepting = server.Accept(Cancel);
        EchoRun.Until(connection, () => connection.State == WsState.Open);
        await accepting;
        long before = connection.BytesReceived;
        await server.Send([.. ServerFrame.Text("one"), .. ServerFrame.Text("two")], Cancel);
        connection.WaitReadable(5000);
        Assert.True(connection.Poll(1234567));
        Assert.Equal(1234567, connection.LastReceiveNs);
        Assert.Equal(10, connection.BytesReceived - before);
        Assert.True(connection.TryReadMessage(out _, out _));
        Assert.True(connection.Poll(2345678));
        Assert.Equal(1234567, connection.LastReceiveNs);
        Assert.True(connection.TryReadMessage(out _, out _));
        Assert.False(connection.TryReadMessage(out _, out _));
        Assert.False(connection.Poll(3456789));
        Assert.Equal(2, connection.FramesReceived);
        Assert.Equal(0, connection.Straddles);
    }

    /// <summary>Writes messages, each filled with its number, until neither the output nor the socket takes any more.</summary>
    private static int FillOutput(WsConnection connection, int size)
    {
        int written = 0;
        for (int refusals = 0; refusals < 10;)
        {
            if (connection.Output.BeginMessage(size, out Span<byte> span) == OutputRoom.Granted)
            {
                refusals = 0;
                span.Fill((byte)written++);
                connection.Output.CommitMessage(size, Opcode.Binary);
                continue;
            }
            refusals++;
            connection.WaitWritable(1);
            connection.Flush(EchoRun.NowNs);
        }
        return written;
    }

    private static async Task<int> ReadInOrder(ScriptedServer server, int count, int size)
    {
        for (int i = 0; i < count; i++)
        {
            byte[] payload = (await server.ReadFrame(Cancel))!.Value.Payload;
            if (payload.Length != size || payload.AsSpan().ContainsAnyExcept((byte)i))
                return i;
        }
        return count;
    }

    private static int UnusedPort()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}

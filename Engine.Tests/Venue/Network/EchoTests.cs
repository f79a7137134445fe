using System.Net.WebSockets;
using System.Text;
using Engine.Core.Venue;
using Engine.Native.VenueServer;
using Xunit;

namespace Engine.Tests.Venue.Network;

/// <summary>The echo: whatever the protocol allows comes back, whatever it forbids ends with the code that says so.</summary>
public sealed class EchoTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Text_and_binary_of_every_size_come_back_as_they_were(bool deflate)
    {
        await using Server server = await Start();
        using var socket = new ClientWebSocket();
        if (deflate)
            socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        await socket.ConnectAsync(new UriBuilder(server.Address) { Path = "/echo" }.Uri, Cancel);
        foreach (int size in (int[])[0, 1, 125, 126, 65_535, 65_536, 1_000_000, 16 * 1024 * 1024])
        {
            byte[] message = Encoding.ASCII.GetBytes(new string('a', size));
            for (int i = 0; i < size; i += 97)
                message[i] = (byte)('b' + (i % 23));
            foreach (WebSocketMessageType type in (WebSocketMessageType[])[WebSocketMessageType.Text, WebSocketMessageType.Binary])
            {
                Task sending = socket.SendAsync(message, type, endOfMessage: true, Cancel);
                (WebSocketMessageType backType, byte[] back) = await Receive(socket, size);
                await sending;
                Assert.Equal(type, backType);
                Assert.True(message.AsSpan().SequenceEqual(back));
            }
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", Cancel);
        Assert.Equal((WebSocketCloseStatus.NormalClosure, "bye"), (socket.CloseStatus, socket.CloseStatusDescription));
    }

    [Fact]
    public async Task A_ping_between_the_fragments_of_a_message_is_answered_before_it()
    {
        await using Server server = await Start();
        using RawConnection socket = Open(server);
        socket.SendFrame(0x01, "frag"u8);
        socket.SendFrame(0x89, "are you there"u8);
        socket.SendFrame(0x00, []);
        socket.SendFrame(0x80, "ment"u8);
        Assert.Equal((0x8A, "are you there"), Text(socket.Frame()));
        Assert.Equal((0x81, "fragment"), Text(socket.Frame()));
        socket.SendFrame(0x8A, "a pong that nobody asked for"u8);
        socket.SendFrame(0x82, [1, 2, 3]);
        Assert.Equal([1, 2, 3], socket.Frame().Payload);
    }

    [Theory]
    [InlineData("reserved bit", 0xF1, "x", 1002)]
    [InlineData("reserved opcode", 0x83, "x", 1002)]
    [InlineData("fragmented ping", 0x09, "x", 1002)]
    [InlineData("continuation of nothing", 0x80, "x", 1002)]
    [InlineData("text that is no UTF-8", 0x81, "\u00ff", 1007)]
    [InlineData("close code that may not be sent", 0x88, "\u0003\u00ed", 1002)]
    public async Task What_the_protocol_forbids_ends_with_its_code(string what, int opening, string latin1, int code)
    {
        await using Server server = await Start();
        using RawConnection socket = Open(server);
        socket.SendFrame((byte)opening, Encoding.Latin1.GetBytes(latin1));
        (byte close, byte[] payload) = socket.Frame();
        Assert.Equal((0x88, code, what), (close, (payload[0] << 8) | payload[1], what));
        Assert.True(socket.HasEnded());
    }

    [Fact]
    public async Task A_frame_without_mask_and_a_message_beyond_16_mib_end_the_connection()
    {
        await using Server server = await Start();
        using (RawConnection socket = Open(server))
        {
            socket.Send([0x81, 8, .. "unmasked"u8]);
            Assert.Equal((0x88, 1002), Close(socket));
        }

        using (RawConnection socket = Open(server))
        {
            byte[] mebibyte = new byte[1 << 20];
            for (int i = 0; i < 16; i++)
                socket.SendFrame((byte)(i == 0 ? 0x02 : 0x00), mebibyte);
            socket.SendFrame(0x80, [1]);
            Assert.Equal((0x88, 1009), Close(socket));
        }
    }

    [Fact]
    public async Task Without_the_option_there_is_no_echo()
    {
        await using Server server = await Server.Start(new ServerOptions { Exchange = new ExchangeOptions { HasCrowd = false } }, Cancel);
        using var socket = new RawConnection(server);
        Assert.Equal(404, socket.Ask(RawConnection.Upgrade("/echo")).Status);
    }

    private static (int Opening, int Code) Close(RawConnection socket)
    {
        (byte opening, byte[] payload) = socket.Frame();
        return (opening, (payload[0] << 8) | payload[1]);
    }

    private static (int Opening, string Text) Text((byte Opening, byte[] Payload) frame) => (frame.Opening, Encoding.UTF8.GetString(frame.Payload));

    private static async Task<(WebSocketMessageType Type, byte[] Message)> Receive(ClientWebSocket socket, int size)
    {
        byte[] message = new byte[size + 1];
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult part = await socket.ReceiveAsync(message.AsMemory(length), Cancel);
            length += part.Count;
            if (part.EndOfMessage)
                return (part.MessageType, message[..length]);
        }
    }

    private static RawConnection Open(Server server)
    {
        var socket = new RawConnection(server);
        Assert.Equal(101, socket.Ask(RawConnection.Upgrade("/echo")).Status);
        return socket;
    }

    private static Task<Server> Start() => Server.Start(new ServerOptions { EchoPath = "/echo", Exchange = new ExchangeOptions { HasCrowd = false } }, Cancel);
}

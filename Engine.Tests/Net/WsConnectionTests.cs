using Engine.Core.Wire.WebSocket;
using Engine.Native.Net;
using Engine.Tests.Wire.WebSocket;
using Xunit;

namespace Engine.Tests.Net;

/// <summary>An open connection, and one that is used again.</summary>
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
}

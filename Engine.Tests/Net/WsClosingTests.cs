using System.Text;
using Engine.Core.Wire.WebSocket;
using Engine.Native.Net;
using Engine.Tests.Wire.WebSocket;
using Xunit;

namespace Engine.Tests.Net;

/// <summary>From open to closed: by us, by the server, and by what breaks.</summary>
public class WsClosingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

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
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using Engine.Native.Net;
using Engine.Tests.Wire.WebSocket;
using Xunit;

namespace Engine.Tests.Net;

/// <summary>From nothing to open: TCP, TLS and upgrade, and how each of them fails.</summary>
public class WsOpeningTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

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
    [InlineData("HTTP/1.1 503 Busy\r\n\r\n", "503", WsCloseReason.Unavailable)]
    [InlineData("HTTP/1.1 429 Too Many Requests\r\n\r\n", "429", WsCloseReason.Unavailable)]
    [InlineData("HTTP/1.1 301 Moved\r\nLocation: /x\r\n\r\n", "301")]
    [InlineData("HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n\r\n", "Sec-WebSocket-Accept")]
    [InlineData("SSH-2.0-x\r\n", "HTTP/1.1")]
    [InlineData("", "before it answered", WsCloseReason.Dropped)]
    [InlineData("HTTP/1.1 10", "before it answered", WsCloseReason.Dropped)]
    public async Task A_refused_handshake_tells_why_and_names_the_address(string answer, string clause, WsCloseReason reason = WsCloseReason.HandshakeRefused)
    {
        using ScriptedServer server = new();
        Task<WsConnection> client = EchoRun.Start(server.Address);
        await server.AcceptRequest(Cancel);
        await server.Send(Encoding.ASCII.GetBytes(answer), Cancel);
        server.EndTcp();
        WsConnection connection = await client;
        Assert.Equal(reason, connection.CloseReason);
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
    public void Connecting_twice_is_a_callers_error()
    {
        using ScriptedServer server = new();
        using WsConnection connection = EchoRun.Connection(server.Address);
        connection.Connect(EchoRun.NowNs);
        Assert.Throws<InvalidOperationException>(() => connection.Connect(EchoRun.NowNs));
    }

    private static int UnusedPort()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}

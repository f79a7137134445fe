using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using BenchmarkDotNet.Attributes;
using Engine.Core.Wire.WebSocket;
using Engine.Native.Net;

namespace Engine.Bench.Net;

/// <summary>A message of 300 bytes to an echo server on the loopback and back: the connection that spins, and the runtime's own client.</summary>
[MemoryDiagnoser]
public class EchoBenchmarks : IDisposable
{
    private const int MessageBytes = 300;

    private readonly EchoServer _server = new();
    private readonly byte[] _message = [.. Enumerable.Range(0, MessageBytes).Select(i => (byte)('a' + (i % 26)))];
    private readonly byte[] _answer = new byte[MessageBytes];
    private ClientWebSocket? _client;
    private WsConnection? _connection;

    [Benchmark(Baseline = true)]
    public int RuntimeClient()
    {
        _client ??= Dial();
        _client.SendAsync(_message, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).GetAwaiter().GetResult();
        ValueWebSocketReceiveResult result = _client.ReceiveAsync(_answer.AsMemory(), CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return result.Count + _answer[^1];
    }

    [Benchmark]
    public int SpinningConnection()
    {
        _connection ??= Connect();
        if (_connection.Output.BeginMessage(MessageBytes, out Span<byte> payload) != OutputRoom.Granted)
            throw new InvalidOperationException("no room for a message");
        _message.CopyTo(payload);
        _connection.Output.CommitMessage(MessageBytes, Opcode.Text);
        _connection.Flush(NowNs);
        while (true)
        {
            _connection.Poll(NowNs);
            if (_connection.TryReadMessage(out _, out ReadOnlySpan<byte> answer))
                return answer.Length + answer[^1];
            if (_connection.State != WsState.Open)
                throw new InvalidOperationException($"the connection is lost: {_connection.CloseSentence}");
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _client?.Dispose();
        _connection?.Dispose();
        _server.Dispose();
        GC.SuppressFinalize(this);
    }

    private static long NowNs => (long)Stopwatch.GetElapsedTime(0).TotalNanoseconds;

    private ClientWebSocket Dial()
    {
        var client = new ClientWebSocket();
        client.ConnectAsync(new Uri(_server.Address), CancellationToken.None).GetAwaiter().GetResult();
        return client;
    }

    private WsConnection Connect()
    {
        if (!WsEndpoint.TryParse(_server.Address, out WsEndpoint? endpoint, out string error))
            throw new InvalidOperationException(error);
        var connection = new WsConnection(endpoint, [IPAddress.Loopback], new WsOptions());
        connection.Connect(NowNs);
        while (connection.State != WsState.Open)
        {
            connection.Poll(NowNs);
            if (connection.State == WsState.Closed)
                throw new InvalidOperationException(connection.CloseSentence);
        }

        return connection;
    }
}

using System.Buffers;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Engine.Core.Venue;
using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Bench.Venue;

/// <summary>
/// Requests of one client through the exchange in memory: JSON in, reply and notifications out. The client has user.orders and
/// user.changes raw; the simulated market lives beside it, at ten microseconds a request. The baseline reads a place request and a
/// recorded reply with the platform's JSON document and writes the reply again: about what a plain server spends on text alone.
/// </summary>
[MemoryDiagnoser]
public class ExchangeBenchmarks
{
    private const long StepNs = 10_000;
    private const string Instrument = "BTC-PERPETUAL";

    private readonly Exchange _exchange;
    private readonly Session _session;
    private readonly ArrayBufferWriter<byte> _plain = new(4096);
    private readonly byte[][] _edits = new byte[2][];
    private readonly byte[] _place;
    private readonly byte[][] _takes;
    private readonly byte[] _cancel = Encoding.ASCII.GetBytes("""{"jsonrpc":"2.0","id":7,"method":"private/cancel","params":{"order_id":"000000000000"}}""");
    private readonly byte[] _reply;
    private readonly int _idAt;
    private long _nowNs = 1_790_000_000_000_000_000;
    private int _next;

    public ExchangeBenchmarks()
    {
        _exchange = new Exchange(new ExchangeOptions { Limits = false, Instruments = [Instrument] }, _nowNs);
        _session = _exchange.Open(SessionKind.WebSocket, _nowNs);
        Send("""{"jsonrpc":"2.0","id":1,"method":"public/auth","params":{"grant_type":"client_credentials","client_id":"a","client_secret":"b"}}"""u8);
        Send(Encoding.ASCII.GetBytes($$$"""{"jsonrpc":"2.0","id":2,"method":"private/subscribe","params":{"channels":["user.orders.{{{Instrument}}}.raw","user.changes.{{{Instrument}}}.raw"]}}"""));
        _place = Order("private/buy", "\"price\":60000.0,\"post_only\":true,\"label\":\"quote-1\"");
        _takes = [Order("private/buy", "\"type\":\"market\""), Order("private/sell", "\"type\":\"market\"")];
        Take();
        _exchange.Receive(_session, _place, _nowNs, _nowNs);
        _reply = Reply();
        _idAt = _cancel.AsSpan().IndexOf("000000000000"u8);
        string id = Encoding.ASCII.GetString(Id(_reply));
        for (int i = 0; i < 2; i++)
            _edits[i] = Encoding.ASCII.GetBytes($$$"""{"jsonrpc":"2.0","id":8,"method":"private/edit","params":{"order_id":"{{{id}}}","amount":100,"price":{{{60_001 + i}}}.5,"post_only":true}}""");
        Take();
    }

    /// <summary>Text alone, with the platform's means.</summary>
    [Benchmark(Baseline = true)]
    public int PlainJson()
    {
        _plain.ResetWrittenCount();
        using var request = JsonDocument.Parse(_place);
        using var reply = JsonDocument.Parse(_reply);
        using var writer = new Utf8JsonWriter(_plain);
        reply.WriteTo(writer);
        writer.Flush();
        return _plain.WrittenCount + request.RootElement.GetProperty("params").GetProperty("amount").GetInt32();
    }

    /// <summary>Two requests: a quote that rests, and its cancel.</summary>
    [Benchmark(OperationsPerInvoke = 2)]
    public long PlaceAndCancel()
    {
        Send(_place);
        ReadOnlySpan<byte> id = Id(Reply());
        id.CopyTo(_cancel.AsSpan(_idAt));
        Take();
        Send(_cancel);
        return Take();
    }

    /// <summary>A quote moved by a tick.</summary>
    [Benchmark]
    public long MoveQuote()
    {
        Send(_edits[_next++ & 1]);
        return Take();
    }

    /// <summary>A market order that trades with the crowd, buying and selling in turn.</summary>
    [Benchmark]
    public long TakeFromTheCrowd()
    {
        Send(_takes[_next++ & 1]);
        return Take();
    }

    private static byte[] Order(string method, string more) =>
        Encoding.ASCII.GetBytes($$$"""{"jsonrpc":"2.0","id":7,"method":"{{{method}}}","params":{"instrument_name":"{{{Instrument}}}","amount":100,{{{more}}}}}""");

    private static ReadOnlySpan<byte> Id(ReadOnlySpan<byte> reply)
    {
        ReadOnlySpan<byte> from = reply[(reply.IndexOf("\"order_id\":\""u8) + 12)..];
        return from[..from.IndexOf((byte)'"')];
    }

    private void Send(ReadOnlySpan<byte> request)
    {
        _nowNs += StepNs;
        _exchange.Receive(_session, request, _nowNs, _nowNs);
    }

    /// <summary>The message that is no notification.</summary>
    private byte[] Reply()
    {
        for (int i = 0; i < _session.Outbox.Count; i++)
        {
            if (_session.Outbox[i].IndexOf("\"usDiff\""u8) > 0)
                return _session.Outbox[i].ToArray();
        }

        throw new InvalidOperationException("no reply");
    }

    /// <summary>What a server does next: all messages are taken. Gives their bytes.</summary>
    private long Take()
    {
        long bytes = 0;
        while (_exchange.TryTakeReady(out Session session))
        {
            bytes += session.Outbox.Bytes;
            session.Outbox.Clear();
        }

        return bytes;
    }
}

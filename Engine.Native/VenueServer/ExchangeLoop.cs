using System.Net;
using Engine.Core.Venue;
using Engine.Core.Venue.Rpc.Login;
using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Native.VenueServer;

/// <summary>
/// The one thread that owns the exchange. Requests come through a queue; it sleeps until there is one or something is due, and
/// sends what has gathered once a turn.
/// </summary>
internal sealed class ExchangeLoop : IDisposable
{
    private const int LongestWaitMs = 5;

    // After a stall the time that was missed is made up in pieces, so that no outbox has to hold all of it.
    private const long LongestStepNs = 20_000_000;

    private readonly Exchange _exchange;
    private readonly VenueClock _clock;
    private readonly Thread _thread;
    private readonly object _gate = new();
    private readonly Dictionary<Session, Client> _clients = [];
    private Queue<Action> _incoming = new();
    private Queue<Action> _work = new();
    private bool _isStopping;
    private int _slowReaders;
    private long _sockets;
    private int _openSockets;
    private long _requests;
    private long _httpRequests;
    private long _messages;

    public ExchangeLoop(ExchangeOptions options, int maxPendingBytes)
    {
        MaxPendingBytes = maxPendingBytes;
        _clock = new VenueClock();
        _exchange = new Exchange(options, _clock.NowNs);
        _thread = new Thread(Run) { Name = "exchange", IsBackground = true };
    }

    public long NowNs => _clock.NowNs;

    /// <summary>Bytes that may wait for a client.</summary>
    public int MaxPendingBytes { get; }

    /// <summary>Clients closed because more waited for them.</summary>
    public int SlowReadersClosed => Volatile.Read(ref _slowReaders);

    /// <summary>What has been done so far; exact once the thread has ended.</summary>
    public ServerTally Tally => new(
        _sockets, Volatile.Read(ref _openSockets), _requests, _httpRequests, _messages, SlowReadersClosed, _exchange.OrdersPlaced, _exchange.TradesMade);

    /// <summary>Why the thread ended, when it was not told to.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Whether the recording it replays has ended, and so the thread.</summary>
    public bool HasMarketEnded { get; private set; }

    /// <summary>Called when the thread ends by itself.</summary>
    public event Action? Failed;

    public void Start() => _thread.Start();

    public void CountSlowReader() => Interlocked.Increment(ref _slowReaders);

    /// <summary>A client connected from an address; it may send from now on.</summary>
    public void Open(Client client, IPAddress? address) => Post(() =>
    {
        _clients.Add(client.Session = _exchange.Open(client.Kind, NowNs, Text(address)), client);
        if (client.Kind == SessionKind.WebSocket)
        {
            _sockets++;
            Volatile.Write(ref _openSockets, _openSockets + 1);
        }
    });

    /// <summary>An IPv4 address that came by a socket for both families is that address.</summary>
    private static string? Text(IPAddress? address) => (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString();

    /// <summary>A client sent a message; the bytes are the loop's from here.</summary>
    public void Receive(Client client, byte[] message, int length, long receivedNs) => Post(() =>
    {
        _requests++;
        if (client.Kind == SessionKind.Http)
            _httpRequests++;
        _exchange.Receive(client.Session, message.AsSpan(0, length), receivedNs, NowNs);
        Client.Return(message);
    });

    /// <summary>Tries an Authorization header before the request that came with it.</summary>
    public void Authorize(Client client, string authorization, HttpRequestLine line) =>
        Post(() => _exchange.Authorize(client.Session, authorization, line, NowNs));

    /// <summary>A client is gone.</summary>
    public void Close(Client client) => Post(() =>
    {
        if (_clients.Remove(client.Session) && client.Kind == SessionKind.WebSocket)
            Volatile.Write(ref _openSockets, _openSockets - 1);
        _exchange.Close(client.Session, NowNs);
    });

    public void Dispose()
    {
        lock (_gate)
        {
            _isStopping = true;
            Monitor.Pulse(_gate);
        }

        if (_thread.IsAlive)
            _thread.Join(TimeSpan.FromSeconds(2));
    }

    private void Post(Action work)
    {
        lock (_gate)
        {
            _incoming.Enqueue(work);
            Monitor.Pulse(_gate);
        }
    }

    private void Run()
    {
        try
        {
            while (Wait())
            {
                CatchUp();
                while (_work.TryDequeue(out Action? work))
                    work();
                _exchange.Advance(NowNs);
                Send();
                if (!_exchange.HasMarketEnded)
                    continue;
                HasMarketEnded = true;
                Failed?.Invoke();
                break;
            }
        }
        catch (Exception error)
        {
            Failure = error;
            Failed?.Invoke();
        }
    }

    private void CatchUp()
    {
        while (_exchange.NextNs < NowNs - LongestStepNs)
        {
            _exchange.Advance(_exchange.NextNs + LongestStepNs);
            Send();
        }
    }

    private bool Wait()
    {
        long waitMs = Math.Clamp((_exchange.NextNs - NowNs + 999_999) / 1_000_000, 0, LongestWaitMs);
        lock (_gate)
        {
            if (_incoming.Count == 0 && waitMs > 0 && !_isStopping)
                Monitor.Wait(_gate, (int)waitMs);
            (_work, _incoming) = (_incoming, _work);
            return !_isStopping;
        }
    }

    private void Send()
    {
        while (_exchange.TryTakeReady(out Session session))
        {
            _messages += session.Outbox.Count;
            if (_clients.TryGetValue(session, out Client? client))
                client.Send();
            session.Outbox.Clear();
        }
    }
}

using System.Diagnostics;
using Engine.Core.Events;
using Engine.Core.Link;
using Engine.Core.Link.Pulling;
using Engine.Core.Risk;
using Engine.Core.Risk.Killing;
using Engine.Core.Wire.WebSocket;
using Engine.Native.Net;
using Engine.Native.Storage.Killing;
using Engine.Native.Time;

namespace Engine.Native.Hosting.Watching;

/// <summary>
/// The thread "watchdog": sees that a hot thread stands still, latches the kill switch, and pulls the session's quotes through a
/// connection of its own, which is opened only then. It goes on looking until told to end. The venue's cancel-on-disconnect stands
/// behind it.
/// </summary>
public sealed class Watchdog : IDisposable
{
    private const int LooksALimit = 8;
    private const long RestNs = 2_000_000_000;
    private const long FirstPauseNs = 100_000_000;
    private const long LongestPauseNs = 10_000_000_000;
    private const int WaitMs = 5;

    private readonly WatchOrders _orders;
    private readonly Heartbeat _heart;
    private readonly Func<(long Position, bool IsCaughtUp)> _quoting;
    private readonly KillLatch? _latch;
    private readonly StopSignal _stop;
    private readonly Action<Fact> _journal;
    private readonly SystemClock _clock = new();
    private readonly ManualResetEventSlim _end = new(false);
    private readonly Thread _thread;
    private long _stillNs; // of the stall that was seen; 0 while none was
    private bool _isToldPulled;

    /// <summary>Prepares the thread.</summary>
    /// <param name="orders">What to do.</param>
    /// <param name="heart">The heartbeat of the connection's thread.</param>
    /// <param name="quoting">How far the quoting stage is, and whether it has all that was published.</param>
    /// <param name="latch">The kill switch that outlives the process.</param>
    /// <param name="stop">What the hot thread looks at when it comes back.</param>
    /// <param name="journal">Takes a notice, on this thread.</param>
    public Watchdog(WatchOrders orders, Heartbeat heart, Func<(long Position, bool IsCaughtUp)> quoting, KillLatch? latch, StopSignal stop, Action<Fact> journal)
    {
        _orders = orders;
        _heart = heart;
        _quoting = quoting;
        _latch = latch;
        _stop = stop;
        _journal = journal;
        _thread = new Thread(Run) { Name = "watchdog", IsBackground = true, Priority = ThreadPriority.AboveNormal };
    }

    /// <summary>What happened, for people: written by this thread, read by one other.</summary>
    public TroubleLog Troubles { get; } = new();

    /// <summary>Starts it.</summary>
    public void Start() => _thread.Start();

    /// <summary>Ends it: trading is over. Without waiting long for a connection that hangs.</summary>
    public void Dispose()
    {
        _end.Set();
        if (_thread.IsAlive)
            _thread.Join(TimeSpan.FromSeconds(2));
    }

    private static long MonotonicNs() => (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));

    /// <summary>Whatever goes wrong here, it begins again, at a pace; a stall that was seen stays seen.</summary>
    private void Run()
    {
        Backoff pace = new(FirstPauseNs, LongestPauseNs, (ulong)_clock.NowNs);
        while (!_end.IsSet)
        {
            try
            {
                Watch();
                return;
            }
            catch (Exception e)
            {
                Troubles.Add($"the watchdog has met a fault and begins again: {e.Message}");
            }

            _end.Wait(TimeSpan.FromTicks(pace.Next() / 100));
        }
    }

    private void Watch()
    {
        if (_stillNs == 0)
        {
            if (!TryAwaitStall(out _stillNs))
                return;
            OnStall(_stillNs / 1e6, _orders.LimitNs / 1e6);
        }

        Pull(_stillNs / 1e6, _orders.LimitNs / 1e6);
    }

    /// <summary>Looks at both threads' progress until one stands still; false when trading is over.</summary>
    private bool TryAwaitStall(out long stillNs)
    {
        StallClock hot = new(_orders.LimitNs), quote = new(_orders.LimitNs);
        TimeSpan period = TimeSpan.FromTicks(_orders.LimitNs / LooksALimit / 100);
        stillNs = 0;
        while (!_end.Wait(period))
        {
            long nowNs = MonotonicNs();
            (long position, bool isCaughtUp) = _quoting();
            bool isStill = hot.Look(_heart.Beats, _heart.IsExpected, nowNs) | quote.Look(position, _heart.IsExpected && !isCaughtUp, nowNs);
            if (!isStill)
                continue;
            stillNs = Math.Max(hot.StillNs, quote.StillNs);
            return true;
        }

        return false;
    }

    /// <summary>All in memory: the disk may be what the hot thread waits for.</summary>
    private void OnStall(double stillMs, double limitMs)
    {
        _latch?.Latch(KillReason.Watchdog, _clock.NowNs, stillMs, limitMs); // with its figures, before the request would latch it without
        if (_latch is not null && _latch.TryRead(out KillRecord killed))
            _journal(KillNotice.Of(in killed)); // and before the thread comes back and tells of it without
        _stop.RequestKill(KillReason.Watchdog); // should the thread come back, it finds itself killed
        Troubles.Add($"the hot thread has stood still for {stillMs:0} ms: the kill switch is latched, and its quotes are pulled through a second connection");
    }

    private void Pull(double stillMs, double limitMs)
    {
        QuotePull pull = new(_orders.Login, _orders.Instruments, _orders.SessionId, RestNs);
        using WsConnection connection = new(_orders.Endpoint, _orders.Addresses, new WsOptions { MaxMessageBytes = 1 << 22, OutputBytes = 1 << 16, ReceiveBlockBytes = 1 << 16 });
        PullPace pace = new((ulong)_clock.NowNs);
        bool hasDialled = false;
        while (!_end.IsSet)
        {
            long nowNs = _clock.NowNs;
            if (connection.State is WsState.Idle or WsState.Closed)
                Redial(connection, pull, ref pace, ref hasDialled, nowNs);
            connection.Poll(nowNs);
            Converse(connection, pull, nowNs);
            if (pull.Confirmations > 0 && !_isToldPulled)
                TellPulled(pull, stillMs, limitMs, nowNs);
            if (connection.State is WsState.Idle or WsState.Closed)
                _end.Wait(WaitMs);
            else
                connection.WaitReadable(WaitMs);
        }
    }

    private void Redial(WsConnection connection, QuotePull pull, ref PullPace pace, ref bool hasDialled, long nowNs)
    {
        if (pull.Phase != PullPhase.Down)
            pull.OnDisconnected(nowNs);
        if (!pace.TryDial(pull.Cancelled + pull.Confirmations, nowNs))
            return;
        if (hasDialled)
            Troubles.Add($"the watchdog's connection: {connection.CloseSentence}; connecting again");
        hasDialled = true;
        connection.Connect(nowNs);
    }

    private void Converse(WsConnection connection, QuotePull pull, long nowNs)
    {
        if (connection.State == WsState.Open && pull.Phase == PullPhase.Down)
            pull.OnConnected(nowNs);
        while (connection.TryReadMessage(out WsMessageKind kind, out ReadOnlySpan<byte> message))
        {
            if (kind == WsMessageKind.Text)
                pull.OnMessage(message, nowNs);
        }

        pull.Tick(nowNs);
        if (pull.Phase == PullPhase.Failed && connection.State == WsState.Open)
        {
            Troubles.Add($"the watchdog's connection: {pull.Failure}");
            connection.Close(nowNs);
        }

        while (pull.NextLength is > 0 and int length && connection.Output.BeginMessage(length, out Span<byte> payload) == OutputRoom.Granted)
        {
            if (pull.TryWrite(payload, out int written))
                connection.Output.CommitMessage(written, Opcode.Text);
            else
                connection.Output.AbandonMessage();
        }

        connection.Flush(nowNs);
    }

    private void TellPulled(QuotePull pull, double stillMs, double limitMs, long nowNs)
    {
        _isToldPulled = true;
        Troubles.Add($"the watchdog has cancelled {pull.Cancelled} order(s); the venue confirms that none of the session is open");
        Fact fact = new() { Kind = FactKind.Notice, Instrument = EngineEvent.NoInstrument, ReceiveNs = nowNs };
        fact.Notice.What = NoticeKind.Stalled;
        fact.Notice.Number = pull.Cancelled;
        (fact.Notice.Value, fact.Notice.Bound) = (stillMs, limitMs);
        _journal(fact);
    }
}

using Engine.Core.Link;
using Engine.Core.Link.Pulling;
using Engine.Core.Risk;
using Engine.Core.Simulation.Network;
using Engine.Core.Trading;
using Engine.Core.Wire.WebSocket;

namespace Engine.Core.Simulation.Trader;

/// <summary>
/// The watchdog's thread: the product's own stall clock and conversation, on a link of their own. What the thread of the trading process
/// does with sockets and waits is done here in turns.
/// </summary>
internal sealed class ModelWatchdog(TraderProcess process, long limitNs, QuotePull pull, VirtualLink link, ulong seed)
{
    private const int LooksALimit = 8;
    private const long WaitNs = 5_000_000;

    private StallClock _clock = new(limitNs);
    private PullPace _pace = new(seed);
    private long _beats;
    private long _dueNs;
    private bool _isExpected;

    /// <summary>When it saw the hot thread stand still, in the world's time; 0 while it did not.</summary>
    public long SeenNs { get; private set; }

    /// <summary>When the hot thread was first expected to show signs of life; 0 while it is not.</summary>
    public long ExpectedNs { get; private set; }

    /// <summary>When it has something to do.</summary>
    public long NextNs => SeenNs == 0 ? _dueNs : Math.Min(_dueNs, link.NextNs);

    /// <summary>A look, or a step of the conversation; true when it has just seen a stall.</summary>
    public bool Turn(long worldNs)
    {
        if (SeenNs != 0)
        {
            Pull(worldNs);
            return false;
        }

        _dueNs = worldNs + (limitNs / LooksALimit);
        _beats += worldNs >= process.StalledUntilNs ? 1 : 0;
        if (!_isExpected && process.Trading.Announced == Events.SessionState.Live)
            (_isExpected, ExpectedNs) = (true, worldNs);
        if (!_clock.Look(_beats, _isExpected, worldNs))
            return false;
        SeenNs = worldNs;
        process.AskKill(KillReason.Watchdog, worldNs);
        return true;
    }

    /// <summary>The process is gone, and its connection with it.</summary>
    public void Abandon(long worldNs) => link.Abandon(worldNs);

    private void Pull(long worldNs)
    {
        long nowNs = worldNs - link.ClockNs;
        _dueNs = worldNs + WaitNs;
        if (link.State == LinkState.Closed)
        {
            if (pull.Phase != PullPhase.Down)
                pull.OnDisconnected(nowNs);
            if ((process.Setup.Engine.Without & Guard.Pulls) != 0 || !_pace.TryDial(pull.Cancelled + pull.Confirmations, nowNs))
                return;
            link.Connect(nowNs);
        }

        link.Poll(worldNs);
        if (link.State == LinkState.Open && pull.Phase == PullPhase.Down)
            pull.OnConnected(nowNs);
        while (link.TryRead(worldNs, out ReadOnlySpan<byte> message))
            pull.OnMessage(message, nowNs);
        pull.Tick(nowNs);
        if (pull.Phase == PullPhase.Failed && link.State == LinkState.Open)
            link.Close(nowNs);
        while (pull.NextLength is > 0 and int length && link.Output.BeginMessage(length, out Span<byte> payload) == OutputRoom.Granted)
        {
            if (pull.TryWrite(payload, out int written))
                link.Output.CommitMessage(written, Opcode.Text);
            else
                link.Output.AbandonMessage();
        }

        link.Flush(worldNs);
    }
}

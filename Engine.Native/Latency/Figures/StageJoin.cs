using Engine.Core.Events;
using Engine.Core.Memory;
using Engine.Core.Orders;

namespace Engine.Native.Latency.Figures;

/// <summary>
/// Takes the facts off their ring in the journal's place and brings each sent order together with the tick that caused it. The
/// sender's thread only; allocates nothing.
/// </summary>
internal sealed class StageJoin(RingPoller<Fact> facts)
{
    private const int Remembered = 256;

    private readonly TickTimes[] _ticks = new TickTimes[Remembered];
    private StageFigures? _figures;
    private long _next;

    /// <summary>Facts taken.</summary>
    public long Taken { get; private set; }

    /// <summary>Where the ticks from now on belong; null where they do not count.</summary>
    public void Begin(StageFigures? figures)
    {
        Poll();
        _figures = figures;
        Array.Clear(_ticks);
    }

    /// <summary>A tick was answered; its order's fact comes now or has yet to.</summary>
    public void Add(in TickTimes tick) => _ticks[_next++ % Remembered] = tick;

    /// <summary>Takes what is there.</summary>
    public void Poll()
    {
        Taker taker = new(this);
        Taken += facts.Poll(ref taker);
    }

    private void Take(in Fact fact)
    {
        if (_figures is null || fact.Kind != FactKind.Transition || fact.Transition.Cause > (byte)OrderCause.CancelSent)
            return;
        for (long i = _next - 1; i >= 0 && i >= _next - Remembered; i--)
        {
            ref readonly TickTimes tick = ref _ticks[i % Remembered];
            if (tick.RequestId == fact.Transition.RequestId)
                _figures.Add(tick, fact);
            if (tick.RequestId <= fact.Transition.RequestId)
                return; // ids only grow: it is no last order, or none of a tick
        }
    }

    private readonly struct Taker(StageJoin join) : IRingReader<Fact>
    {
        public void OnSlot(ref Fact slot, bool last) => join.Take(in slot);
    }
}

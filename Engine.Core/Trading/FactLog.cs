using Engine.Core.Events;
using Engine.Core.Memory;

namespace Engine.Core.Trading;

/// <summary>
/// The engine's side of the journal's ring. It never waits: a fact that finds no room is counted, and a lost fill is asked for
/// again later, because the venue keeps it.
/// </summary>
public sealed class FactLog(RingBuffer<Fact> ring)
{
    private Fact _overflow;

    /// <summary>Facts that found no room.</summary>
    public long Lost { get; private set; }

    /// <summary>Whether a fill was among the lost since this was last cleared.</summary>
    public bool HasLostFill { get; set; }

    /// <summary>A cleared slot; publish it after filling it in.</summary>
    public ref Fact Claim(FactKind kind, long receiveNs)
    {
        ref Fact fact = ref _overflow;
        if (ring.TryClaim(out long sequence))
            fact = ref ring[sequence];
        else
        {
            Lost++;
            HasLostFill |= kind == FactKind.Fill;
        }

        fact = default;
        fact.Kind = kind;
        fact.ReceiveNs = receiveNs;
        return ref fact;
    }

    /// <summary>Hands over what was claimed.</summary>
    public void Publish() => ring.Publish();

    /// <summary>Records a notice.</summary>
    public void Notice(NoticeKind what, ushort instrument, long number, long receiveNs, OrderLabel label = default)
    {
        ref Fact fact = ref Claim(FactKind.Notice, receiveNs);
        fact.Instrument = instrument;
        fact.Notice.What = what;
        fact.Notice.Number = number;
        fact.Notice.Label = label;
        Publish();
    }
}

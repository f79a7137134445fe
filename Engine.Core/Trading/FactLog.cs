using Engine.Core.Events;
using Engine.Core.Memory;

namespace Engine.Core.Trading;

/// <summary>
/// The engine's side of the journal's ring. It never waits: when the ring is full, fills are set aside (and positions taken over, and
/// the ends of left orders) and follow as soon as there is room, before anything else; other facts are counted as lost. One thread only.
/// </summary>
public sealed class FactLog
{
    /// <summary>Facts that can be set aside unless said otherwise.</summary>
    public const int UsualAside = 4096;

    private readonly RingBuffer<Fact> _ring;
    private readonly Fact[] _aside;
    private Fact _dropped;
    private int _asideCount;

    /// <summary>A log in front of a ring, with room to set fills aside.</summary>
    public FactLog(RingBuffer<Fact> ring, int fillsAside = UsualAside)
    {
        ArgumentNullException.ThrowIfNull(ring);
        _ring = ring;
        _aside = new Fact[fillsAside];
    }

    /// <summary>Facts that found no room and are gone.</summary>
    public long Lost { get; private set; }

    /// <summary>Fills that were lost even so; the next start fetches them from the venue.</summary>
    public long LostFills { get; private set; }

    /// <summary>Fills waiting for room.</summary>
    public int Aside => _asideCount;

    /// <summary>A cleared slot; publish it after filling it in.</summary>
    public ref Fact Claim(FactKind kind, long receiveNs)
    {
        if (_asideCount > 0)
            BringBack();
        ref Fact fact = ref _dropped;
        if (_asideCount == 0 && _ring.TryClaim(out long sequence))
            fact = ref _ring[sequence];
        else if (IsKept(kind) && _asideCount < _aside.Length)
            fact = ref _aside[_asideCount++];
        else if (kind == FactKind.Fill)
            LostFills++;
        else
            Lost++;
        fact = default;
        fact.Kind = kind;
        fact.ReceiveNs = receiveNs;
        return ref fact;
    }

    /// <summary>What the journal cannot do without: fills, and what explains the position and the orders between them.</summary>
    private static bool IsKept(FactKind kind) => kind is FactKind.Fill or FactKind.Adjustment or FactKind.Left;

    /// <summary>Hands over what was claimed.</summary>
    public void Publish() => _ring.Publish();

    /// <summary>Moves fills set aside into the ring as far as there is room.</summary>
    public void BringBack()
    {
        int moved = 0;
        while (moved < _asideCount && _ring.TryClaim(out long sequence))
            _ring[sequence] = _aside[moved++];
        if (moved == 0)
            return;
        _ring.Publish();
        Array.Copy(_aside, moved, _aside, 0, _asideCount - moved);
        _asideCount -= moved;
    }

    /// <summary>Records a notice.</summary>
    public void Notice(NoticeKind what, ushort instrument, long number, long receiveNs, OrderLabel label = default, double value = 0, double bound = 0)
    {
        ref Fact fact = ref Claim(FactKind.Notice, receiveNs);
        fact.Instrument = instrument;
        fact.Notice.What = what;
        fact.Notice.Number = number;
        fact.Notice.Label = label;
        fact.Notice.Value = value;
        fact.Notice.Bound = bound;
        Publish();
    }
}

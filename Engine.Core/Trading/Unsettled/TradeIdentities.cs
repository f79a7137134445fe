using Engine.Core.Memory;
using Engine.Core.Primitives;

namespace Engine.Core.Trading.Unsettled;

/// <summary>
/// The newest trades told, by what stays when the venue numbers them anew: id, side and time. In fixed memory: of those forgotten only
/// the newest time is kept, and what is not newer counts as told. One thread only; allocates only when built.
/// </summary>
/// <param name="capacity">How many are remembered: a power of two.</param>
internal sealed class TradeIdentities(int capacity)
{
    private readonly RecentSet _recent = new(capacity);
    private readonly long[] _times = new long[capacity]; // of those remembered, in the order in which they came
    private long _added;
    private long _forgottenNs = long.MinValue;

    /// <summary>Remembers a trade.</summary>
    public void Add(int idHash, Side side, long venueNs)
    {
        if (!_recent.Add(Key(idHash, side, venueNs)))
            return;
        ref long time = ref _times[_added & (capacity - 1)];
        if (_added++ >= capacity)
            _forgottenNs = Math.Max(_forgottenNs, time);
        time = venueNs;
    }

    /// <summary>Whether a trade has been told.</summary>
    public bool Has(int idHash, Side side, long venueNs) => venueNs <= _forgottenNs || _recent.Contains(Key(idHash, side, venueNs));

    private static long Key(int idHash, Side side, long venueNs)
    {
        ulong mixed = ((ulong)(uint)idHash * 0x9E3779B97F4A7C15) ^ ((ulong)venueNs * 0xC2B2AE3D27D4EB4F) ^ ((ulong)side * 0x165667B19E3779F9);
        return (long)(((mixed ^ (mixed >> 31)) * 0xD6E8FEB86659FD93) >> 1); // not negative: the set keeps one negative key for itself
    }
}

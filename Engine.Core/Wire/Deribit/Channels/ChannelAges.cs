using System.Runtime.CompilerServices;
using Engine.Core.Wire.Deribit.Decoding;

namespace Engine.Core.Wire.Deribit.Channels;

/// <summary>When each channel last brought a message that could be read, and of when its news were. One thread only; marking is a store or two.</summary>
public sealed class ChannelAges(int instruments)
{
    private readonly long[] _lastNs = new long[Kinds * (instruments + 1)];
    private readonly long[] _heardNs = new long[Kinds * (instruments + 1)];
    private readonly long[] _changedNs = new long[Kinds * (instruments + 1)];
    private readonly int _width = instruments + 1;

    private const int Kinds = (int)ChannelKind.MmpTrigger + 1;

    /// <summary>A message of a channel has come; channels without an instrument of ours share a place by kind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Mark(ChannelKind kind, ushort instrument, long receiveNs) =>
        _lastNs[((int)kind * _width) + Math.Min((int)instrument, _width - 1)] = receiveNs;

    /// <summary>A message of a channel has come from the venue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Hear(ChannelKind kind, ushort instrument, long receiveNs)
    {
        int at = ((int)kind * _width) + Math.Min((int)instrument, _width - 1);
        _lastNs[at] = receiveNs;
        _heardNs[at] = receiveNs;
    }

    /// <summary>What the message just heard tells of happened at a time by the venue's clock.</summary>
    public void Changed(ChannelKind kind, ushort instrument, long venueNs) =>
        _changedNs[((int)kind * _width) + Math.Min((int)instrument, _width - 1)] = venueNs;

    /// <summary>When a channel last brought something, ns, whatever may be expected of it; 0 for never.</summary>
    public long HeardNs(ChannelKind kind, int instrument) => _heardNs[((int)kind * _width) + Math.Min(instrument, _width - 1)];

    /// <summary>When the newest change that a channel has told of happened, by the venue's clock, ns; 0 where it tells no time.</summary>
    public long ChangedNs(ChannelKind kind, int instrument) => _changedNs[((int)kind * _width) + Math.Min(instrument, _width - 1)];

    /// <summary>When a channel last brought something, or was said to be fresh, ns; 0 for never.</summary>
    public long LastNs(ChannelKind kind, int instrument) => _lastNs[((int)kind * _width) + Math.Min(instrument, _width - 1)];

    /// <summary>The connection is new: every channel's time begins now.</summary>
    public void Restart(long nowNs) => Array.Fill(_lastNs, nowNs);
}

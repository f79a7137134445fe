using System.Runtime.CompilerServices;
using Engine.Core.Wire.Deribit.Decoding;

namespace Engine.Core.Wire.Deribit.Channels;

/// <summary>When each channel last brought a message that could be read. One thread only; marking is one store.</summary>
public sealed class ChannelAges(int instruments)
{
    private readonly long[] _lastNs = new long[Kinds * (instruments + 1)];
    private readonly int _width = instruments + 1;

    private const int Kinds = (int)ChannelKind.MmpTrigger + 1;

    /// <summary>A message of a channel has come; channels without an instrument of ours share a place by kind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Mark(ChannelKind kind, ushort instrument, long receiveNs) =>
        _lastNs[((int)kind * _width) + Math.Min((int)instrument, _width - 1)] = receiveNs;

    /// <summary>When a channel last brought something, or was said to be fresh, ns; 0 for never.</summary>
    public long LastNs(ChannelKind kind, int instrument) => _lastNs[((int)kind * _width) + Math.Min(instrument, _width - 1)];

    /// <summary>The connection is new: every channel's time begins now.</summary>
    public void Restart(long nowNs) => Array.Fill(_lastNs, nowNs);
}

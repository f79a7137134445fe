using System.Numerics;
using System.Runtime.CompilerServices;

namespace Engine.Core.Wire.WebSocket;

/// <summary>
/// Mask keys from a xorshift generator (xoroshiro128+), whose seed the host takes from the operating system, so that a
/// frame costs no system call. Keys guard proxies against bytes chosen by a hostile page (RFC 6455, section 10.3), not
/// the secrecy of the payload. A mutable struct: never hold it in a readonly field.
/// </summary>
public struct MaskKeys
{
    private ulong _low;
    private ulong _high;

    /// <summary>A generator with 128 seed bits; all zero, the one state that xorshift cannot leave, is replaced.</summary>
    public MaskKeys(ulong seedLow, ulong seedHigh)
    {
        _low = seedLow;
        _high = (seedLow | seedHigh) == 0 ? 0x9E3779B97F4A7C15 : seedHigh;
    }

    /// <summary>The next key; its bytes are used in memory order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Next()
    {
        ulong low = _low;
        ulong high = _high;
        ulong sum = low + high;
        high ^= low;
        _low = BitOperations.RotateLeft(low, 24) ^ high ^ (high << 16);
        _high = BitOperations.RotateLeft(high, 37);
        return (uint)(sum >> 32);
    }
}

using System.Numerics;
using System.Runtime.InteropServices;

namespace Engine.Core.Simulation;

/// <summary>A running hash of times and bytes; not for secrets. A mutable struct: never a readonly field.</summary>
internal struct TraceHash
{
    private const ulong Multiplier = 0x9FB21C651E98DF25;

    /// <summary>What it has come to.</summary>
    public ulong Value { get; private set; }

    /// <summary>Takes in a number.</summary>
    public void Add(long number) => Value = (BitOperations.RotateLeft(Value, 23) ^ (ulong)number) * Multiplier;

    /// <summary>Takes in bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        ulong value = Value;
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(bytes))
            value = (BitOperations.RotateLeft(value, 23) ^ word) * Multiplier;
        foreach (byte b in bytes[(bytes.Length & ~7)..])
            value = (BitOperations.RotateLeft(value, 23) ^ b) * Multiplier;
        Value = value ^ (value >> 32);
        Add(bytes.Length);
    }
}

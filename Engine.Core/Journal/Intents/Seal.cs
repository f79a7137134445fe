using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Engine.Core.Events;
using Engine.Core.Orders;

namespace Engine.Core.Journal.Intents;

/// <summary>
/// The words by which a reader recognises what was wholly written: a process can be killed between any two stores, and a page
/// that never reached the disk may come back as anything.
/// </summary>
public static class Seal
{
    private const ulong Odd = 0x9E3779B97F4A7C15;

    /// <summary>The seal of the intent's own words.</summary>
    public static ulong Of(in IntentRecord record, long sequence)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(
            MemoryMarshal.AsBytes(new ReadOnlySpan<IntentRecord>(in record)));
        ulong a = (ulong)sequence * Odd;
        ulong b = Odd;
        for (int i = 2; i < 10; i += 2)
        {
            a = BitOperations.RotateLeft((a ^ words[i]) * Odd, 29);
            b = BitOperations.RotateLeft((b ^ words[i + 1]) * Odd, 31);
        }

        return Mix(a ^ BitOperations.RotateLeft(b, 17) ^ words[10]);
    }

    /// <summary>The outcome word: a state, and a seal over it and what is known with it.</summary>
    public static ulong Outcome(OrderState state, long filledE9, VenueId id)
    {
        ReadOnlySpan<ulong> words = Words(in id);
        ulong seal = Mix(((ulong)filledE9 * Odd) ^ BitOperations.RotateLeft(words[0], 7) ^ BitOperations.RotateLeft(words[1], 19) ^ BitOperations.RotateLeft(words[2], 41));
        return (Mix(seal ^ (ulong)state) << 8) | ((ulong)state + 1);
    }

    /// <summary>Whether a record was wholly written.</summary>
    public static bool Holds(in IntentRecord record) => record.Sequence > 0 && record.Check == Of(record, record.Sequence);

    /// <summary>The state in a record's outcome; false where there is none, or it was not wholly written.</summary>
    public static bool TryOutcome(in IntentRecord record, out OrderState state)
    {
        state = (OrderState)((byte)record.Outcome - 1);
        return (byte)record.Outcome is > 0 and <= OrderTransitions.States && record.Outcome == Outcome(state, record.FilledE9, record.KnownId);
    }

    private static ReadOnlySpan<ulong> Words(in VenueId id) =>
        MemoryMarshal.Cast<byte, ulong>(MemoryMarshal.AsBytes(new ReadOnlySpan<VenueId>(in id)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 32)) * Odd;
        return value ^ (value >> 29);
    }
}

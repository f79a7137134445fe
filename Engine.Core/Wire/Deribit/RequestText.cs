using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Decoding;

namespace Engine.Core.Wire.Deribit;

/// <summary>
/// What templates are filled in with: fixed text in wide stores, between it the numbers of one order. Each step takes the place to
/// write at and gives the next one, so that it stays in a register. The room is checked once, where the text begins, and holds the
/// longest request; <see cref="JsonText"/> is the cursor that checks each step.
/// </summary>
internal static class RequestText
{
    /// <summary>The longest name of an instrument that is sent.</summary>
    public const int LongestName = 64;

    /// <summary>Begins a text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte Begin(Span<byte> destination)
    {
        if (destination.Length < DeribitEncoder.MaxRequest)
            ThrowTooSmall();
        return ref MemoryMarshal.GetReference(destination);
    }

    /// <summary>Text that is part of the template; of a constant, so that the copy is a few stores.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte Literal(ref byte at, ReadOnlySpan<byte> text)
    {
        Unsafe.CopyBlockUnaligned(ref at, in MemoryMarshal.GetReference(text), (uint)text.Length);
        return ref Unsafe.Add(ref at, text.Length);
    }

    /// <summary>An instrument's name.</summary>
    public static ref byte Name(ref byte at, ReadOnlySpan<byte> name)
    {
        Check.That(name.Length <= LongestName);
        name.CopyTo(MemoryMarshal.CreateSpan(ref at, LongestName));
        return ref Unsafe.Add(ref at, name.Length);
    }

    /// <summary>A request's id.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte Number(ref byte at, long value)
    {
        Check.That(value >= 0);
        return ref Unsafe.Add(ref at, Digits.Write((ulong)value, ref at));
    }

    /// <summary>A decimal in 1e-9 units.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte Decimal(ref byte at, long valueE9) => ref Unsafe.Add(ref at, Decimals.Write(valueE9, ref at));

    /// <summary>The venue's id of an order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte Id(ref byte at, in VenueId id) => ref Unsafe.Add(ref at, id.Write(ref at));

    /// <summary>Our label.</summary>
    public static ref byte Label(ref byte at, OrderLabel label)
    {
        label.Format(MemoryMarshal.CreateSpan(ref at, OrderLabel.TextLength));
        return ref Unsafe.Add(ref at, OrderLabel.TextLength);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowTooSmall() => throw new ArgumentException("the room is smaller than the longest request");
}

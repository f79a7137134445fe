using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Wire.Deribit;

/// <summary>
/// A template being filled in: fixed text in wide stores, between it the numbers of one order. The room is checked once, where the
/// text begins, and holds the longest request; <see cref="JsonText"/> is the cursor that checks each step.
/// </summary>
internal ref struct RequestText
{
    /// <summary>The longest name of an instrument that is sent.</summary>
    public const int LongestName = 64;

    private readonly ref byte _start;

    /// <summary>Begins a text.</summary>
    public RequestText(Span<byte> destination)
    {
        if (destination.Length < DeribitEncoder.MaxRequest)
            throw new ArgumentException("the room is smaller than the longest request", nameof(destination));
        _start = ref MemoryMarshal.GetReference(destination);
    }

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    private readonly ref byte End => ref Unsafe.Add(ref _start, Length);

    /// <summary>Text that is part of the template; of a constant, so that the copy is a few stores.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Literal(ReadOnlySpan<byte> text)
    {
        Unsafe.CopyBlockUnaligned(ref End, in MemoryMarshal.GetReference(text), (uint)text.Length);
        Length += text.Length;
    }

    /// <summary>An instrument's name.</summary>
    public void Name(ReadOnlySpan<byte> name)
    {
        Check.That(name.Length <= LongestName);
        Literal(name);
    }

    /// <summary>A request's id.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Number(long value)
    {
        Check.That(value >= 0);
        Length += Digits.Write((ulong)value, ref End);
    }

    /// <summary>A decimal in 1e-9 units.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Decimal(long valueE9) => Length += Decimals.Write(valueE9, ref End);

    /// <summary>The venue's id of an order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Id(in VenueId id) => Length += id.Write(ref End);

    /// <summary>Our label.</summary>
    public void Label(OrderLabel label)
    {
        label.Format(MemoryMarshal.CreateSpan(ref End, OrderLabel.TextLength));
        Length += OrderLabel.TextLength;
    }
}

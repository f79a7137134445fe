using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Wire.Deribit.Shapes;

/// <summary>
/// A place in a frame and the tokens a shape may expect there. Each <c>Try</c> verifies every byte it passes over and moves
/// behind them; false leaves the cursor anywhere, because the frame then goes to the reference decoder. Nothing behind the frame
/// is read, and in front of a token there must be 32 bytes of the frame: every shape begins behind its envelope.
/// </summary>
/// <remarks>
/// Copy it into a local for a stretch of grammar: in a register it costs nothing, behind a reference each move goes through memory.
/// </remarks>
internal ref struct Cursor(ReadOnlySpan<byte> frame)
{
    /// <summary>Bytes seen at once; a token that does not end within them is left to slower code or the reference.</summary>
    private const int Window = 32;

    private ref byte _here = ref MemoryMarshal.GetReference(frame);
    private int _left = frame.Length;

    /// <summary>Whether the whole frame has been read.</summary>
    public readonly bool IsAtEnd => _left == 0;

    /// <summary>The bytes not read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => MemoryMarshal.CreateReadOnlySpan(ref _here, _left);

    /// <summary>Passes over bytes that have been verified already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Move(int count)
    {
        _here = ref Unsafe.Add(ref _here, (nuint)(uint)count);
        _left -= count;
    }

    /// <summary>Exactly this text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryLiteral(ReadOnlySpan<byte> text)
    {
        if (_left < text.Length || !MemoryMarshal.CreateReadOnlySpan(ref _here, text.Length).SequenceEqual(text))
            return false;
        Move(text.Length);
        return true;
    }

    /// <summary>This text, perhaps behind members that the venue adds to some objects and nobody here reads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryMember(ReadOnlySpan<byte> text)
    {
        if (TryLiteral(text))
            return true;
        int skipped = ExtraMembers.Skip(Rest, text);
        Move(skipped);
        return skipped > 0;
    }

    /// <summary>A number under a key that only newer venues write; true too when it is absent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySkipOptional(ReadOnlySpan<byte> key, byte end) => !TryLiteral(key) || TrySkipNumber(end);

    /// <summary>A number in 1e-9 units, rounded beyond nine decimals, up to its terminator (which is left to be read).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryE9(byte end, out long valueE9)
    {
        int length = Until(end);
        valueE9 = Numbers.E9(ref _here, length);
        Move(length);
        return valueE9 != Numbers.Invalid;
    }

    /// <summary>As <see cref="TryE9"/>, with null as 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryE9OrNull(byte end, out long valueE9)
    {
        int length = Until(end);
        valueE9 = Numbers.E9OrNull(ref _here, length);
        Move(length);
        return valueE9 != Numbers.Invalid;
    }

    /// <summary>A price on the instrument's grid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPrice(byte end, Instrument instrument, out Price price)
    {
        int length = Until(end);
        long valueE9 = Numbers.ExactE9(ref _here, length);
        Move(length);
        return instrument.TryPrice(valueE9, out price); // Numbers.Invalid is negative
    }

    /// <summary>An amount on the instrument's grid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySize(byte end, Instrument instrument, out Size size)
    {
        int length = Until(end);
        long valueE9 = Numbers.ExactE9(ref _here, length);
        Move(length);
        return instrument.TrySize(valueE9, out size);
    }

    /// <summary>An amount that must be exact, not yet held against a grid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAmount(byte end, out long valueE9)
    {
        int length = Until(end);
        valueE9 = Numbers.ExactE9(ref _here, length);
        Move(length);
        return valueE9 != Numbers.Invalid;
    }

    /// <summary>An integer of up to sixteen digits without a sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryInteger(byte end, out long value)
    {
        int length = Until(end);
        value = Numbers.Integer(ref _here, length);
        Move(length);
        return value >= 0;
    }

    /// <summary>A Unix time in milliseconds, as nanoseconds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTimeNs(byte end, out long timeNs)
    {
        bool read = TryInteger(end, out long ms);
        timeNs = ms * 1_000_000;
        return read & (ms <= long.MaxValue / 1_000_000);
    }

    /// <summary>A number of any form, or null, that nobody reads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySkipNumber(byte end)
    {
        int length = Until(end);
        if (!(_left >= Window && Numbers.IsPlain(Vector256.LoadUnsafe(ref _here), length)) && !IsNumber(ref _here, length, _left))
            return false;
        Move(length);
        return true;
    }

    /// <summary>true or false.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryBoolean(out bool value)
    {
        value = TryLiteral("true"u8);
        return value || TryLiteral("false"u8);
    }

    /// <summary>true or false, as a flag.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFlag(OrderFlags flag, ref OrderFlags flags)
    {
        bool read = TryBoolean(out bool on);
        if (on)
            flags |= flag;
        return read;
    }

    /// <summary>buy or sell and the closing quote.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySide(out Side side)
    {
        bool sell = TryLiteral("sell\""u8);
        side = (Side)(sell ? 1 : 0);
        return sell || TryLiteral("buy\""u8);
    }

    /// <summary>A string of plain ASCII without escapes, its opening quote already read; passes over the closing one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryText(out ReadOnlySpan<byte> text)
    {
        int length = _left >= Window ? Texts.Length(Vector256.LoadUnsafe(ref _here)) : -1;
        if (length < 0)
            length = Texts.Length(Rest);
        text = MemoryMarshal.CreateReadOnlySpan(ref _here, Math.Max(length, 0));
        Move(length + 1);
        return length >= 0;
    }

    /// <summary>A string that nobody reads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySkipText() => TryText(out _);

    /// <summary>One level of a book, brackets included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryLevel(Instrument instrument, ref BookLevel level)
    {
        uint commas, brackets;
        if (_left >= Window)
        {
            Vector256<byte> window = Vector256.LoadUnsafe(ref _here);
            commas = Vector256.Equals(window, Vector256.Create((byte)',')).ExtractMostSignificantBits();
            brackets = Vector256.Equals(window, Vector256.Create((byte)']')).ExtractMostSignificantBits();
        }
        else
        {
            commas = LastPlaces(ref _here, _left, (byte)',');
            brackets = LastPlaces(ref _here, _left, (byte)']');
        }

        int length = BookLevelShape.Read(ref _here, commas, brackets, instrument, ref level);
        Move(length);
        return length > 0;
    }

    /// <summary>Bytes before the first terminator; <see cref="Window"/> when it is not within sight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int Until(byte end) => BitOperations.TrailingZeroCount(Places(end));

    /// <summary>Where a byte stands in the window from here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly uint Places(byte of) => _left >= Window
        ? Vector256.Equals(Vector256.LoadUnsafe(ref _here), Vector256.Create(of)).ExtractMostSignificantBits()
        : LastPlaces(ref _here, _left, of);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsNumber(ref byte token, int length, int rest) =>
        (rest >= Window && Numbers.IsScientific(Vector256.LoadUnsafe(ref token), length)) || Numbers.IsNumberOrNull(ref token, length);

    /// <summary>Near the frame's end its last bytes are looked at, and those before the cursor shifted out.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static uint LastPlaces(ref byte here, int left, byte of)
    {
        int before = Window - left;
        ulong places = Vector256.Equals(Vector256.LoadUnsafe(ref Unsafe.Subtract(ref here, before)), Vector256.Create(of)).ExtractMostSignificantBits();
        return (uint)(places >> before);
    }
}

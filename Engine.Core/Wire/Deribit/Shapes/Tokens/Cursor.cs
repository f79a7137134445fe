using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Wire.Deribit.Shapes.Tokens;

/// <summary>
/// A place in a frame and the tokens a shape may expect there. Each <c>Try</c> verifies every byte it passes over and moves
/// behind them; false leaves the cursor somewhere in the frame, which then goes to the reference decoder. Nothing behind the frame
/// is read, and in front of a token there must be 64 bytes of the frame: every shape begins behind its envelope.
/// </summary>
/// <remarks>
/// Copy it into a local for a stretch of grammar: in a register it costs nothing, behind a reference each move goes through memory.
/// A number's end is the next comma or counted from the frame's end. <see cref="Look"/> finds the commas of 64 bytes at once, so that
/// the places of two or three numbers wait for one load and not for one another.
/// </remarks>
internal ref struct Cursor(ReadOnlySpan<byte> frame)
{
    /// <summary>For the end of a number that is the last member of an object: the next closing brace.</summary>
    public const int Brace = int.MinValue;

    /// <summary>For the end of a number that may be the last member of an object: the next comma or closing brace.</summary>
    public const int Either = int.MinValue + 2;

    /// <summary>For the end of a number that is the last of an array: the next closing bracket.</summary>
    public const int Bracket = int.MinValue + 1;

    private const int Window = 32;
    private const int Sight = 64;

    private ref byte _here = ref MemoryMarshal.GetReference(frame);
    private nint _left = frame.Length;
    private ulong _commas; // of the next bytes, the lowest bit for the one here; those beyond sight are missing

    /// <summary>Whether the whole frame has been read.</summary>
    public readonly bool IsAtEnd => _left == 0;

    /// <summary>The bytes not read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => MemoryMarshal.CreateReadOnlySpan(ref _here, (int)_left);

    /// <summary>Looks for commas from here on; true, to stand among tokens.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Look()
    {
        ulong commas = _left >= Sight ? Commas(ref _here) : LastCommas(ref _here, (int)_left);
        _commas = commas; // a choice in the assignment itself would keep the struct in memory
        return true;
    }

    /// <summary>Passes over bytes that have been verified already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Move(int count)
    {
        _here = ref Unsafe.Add(ref _here, (nuint)(uint)count);
        _left -= count;
        ulong commas = count < Sight ? _commas >> count : 0;
        _commas = commas;
    }

    /// <summary>Exactly this text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryLiteral(ReadOnlySpan<byte> text)
    {
        if (_left < text.Length || !Literals.IsAt(ref _here, text))
            return false;
        Move(text.Length);
        return true;
    }

    /// <summary>This text, perhaps behind members that the venue adds to some objects and nobody here reads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryMember(ReadOnlySpan<byte> text)
    {
        int length = _left >= text.Length && Literals.IsAt(ref _here, text) ? text.Length : ExtraMembers.Skip(ref _here, (int)_left, text);
        Move(length);
        return length > 0;
    }

    /// <summary>A name that is expected, and its closing quote.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryName(in QuotedName name)
    {
        if (_left < Window || !name.IsAt(ref _here))
            return false;
        Move(name.Length);
        return true;
    }

    /// <summary>A label, ours or a stranger's, and its closing quote.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryLabel(out OrderLabel label)
    {
        label = OrderLabel.None;
        bool own = _left >= Window && Unsafe.Add(ref _here, OrderLabel.TextLength) == '"';
        if (own)
            label = LabelText.Read(ref _here);
        int length = own & label.IsOurs ? OrderLabel.TextLength : Texts.Length(Rest); // one of ours needs no other check
        Move(length + 1);
        return length >= 0;
    }

    /// <summary>An id of the venue's, and its closing quote.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryId(out VenueId id)
    {
        id = default;
        int length = _left >= Window ? Texts.Id(ref _here, out id) : -1;
        Move(length + 1);
        return length > 0;
    }

    /// <summary>A number under a key that only newer venues write; true too when it is absent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySkipOptional(ReadOnlySpan<byte> key) => !TryLiteral(key) || TrySkipNumber();

    /// <summary>A number in 1e-9 units, rounded beyond nine decimals. Of its end see <see cref="Extent"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryE9(out long valueE9, int end = 0)
    {
        int length = Extent(end);
        long value = valueE9 = Numbers.E9(ref _here, length);
        if (value == Numbers.Invalid)
            return false;
        Pass(length);
        return true;
    }

    /// <summary>As <see cref="TryE9"/>, with null as 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryE9OrNull(out long valueE9, int end = 0)
    {
        int length = Extent(end);
        long value = valueE9 = Numbers.E9OrNull(ref _here, length);
        if (value == Numbers.Invalid)
            return false;
        Pass(length);
        return true;
    }

    /// <summary>As <see cref="TryE9"/>, where signs and exponents are ordinary.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySigned(out long valueE9, int end = 0)
    {
        int length = Extent(end);
        long value = valueE9 = Numbers.SignedE9(ref _here, length);
        if (value == Numbers.Invalid)
            return false;
        Pass(length);
        return true;
    }

    /// <summary>As <see cref="TryE9OrNull"/>, where signs and exponents are ordinary.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySignedOrNull(out long valueE9, int end = 0)
    {
        int length = Extent(end);
        long value = valueE9 = Numbers.SignedE9OrNull(ref _here, length);
        if (value == Numbers.Invalid)
            return false;
        Pass(length);
        return true;
    }

    /// <summary>A price on the instrument's grid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPrice(Instrument instrument, out Price price, int end = 0)
    {
        int length = Extent(end);
        long valueE9 = Numbers.ExactE9(ref _here, length);
        if (!instrument.TryExactPrice(valueE9, out price)) // Numbers.Invalid is negative
            return false;
        Pass(length);
        return true;
    }

    /// <summary>An amount on the instrument's grid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySize(Instrument instrument, out Size size, int end = 0)
    {
        int length = Extent(end);
        long valueE9 = Numbers.ExactE9(ref _here, length);
        if (!instrument.TryExactSize(valueE9, out size))
            return false;
        Pass(length);
        return true;
    }

    /// <summary>An amount that must be exact, not yet held against a grid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAmount(out long valueE9)
    {
        int length = Extent(0);
        long value = valueE9 = Numbers.ExactE9(ref _here, length);
        if (value == Numbers.Invalid)
            return false;
        Pass(length);
        return true;
    }

    /// <summary>An integer of up to sixteen digits without a sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryInteger(out long value, int end = 0)
    {
        int length = Extent(end);
        long read = value = Numbers.Integer(ref _here, length);
        if (read < 0)
            return false;
        Pass(length);
        return true;
    }

    /// <summary>A Unix time in milliseconds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryMs(out long ms)
    {
        // Thirteen digits until the year 2286: a guess that the place of all that follows need not wait for.
        int length = _left > 13 && Unsafe.Add(ref _here, 13) == ',' ? 13 : Extent(0);
        long read = ms = Numbers.Integer(ref _here, length);
        if (read < 0)
            return false;
        Pass(length);
        return true;
    }

    /// <summary>A Unix time in milliseconds, as nanoseconds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTimeNs(out long timeNs)
    {
        bool read = TryMs(out long ms);
        timeNs = ms * 1_000_000;
        return read && ms <= long.MaxValue / 1_000_000;
    }

    /// <summary>A number of any form, or null, that nobody reads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySkipNumber(int end = 0)
    {
        int length = Extent(end);
        bool plain = _left >= Window ? NumberGrammar.IsPlain(Vector256.LoadUnsafe(ref _here), length) : Numbers.IsUsual(ref _here, length);
        if (!plain && !NumberGrammar.IsAny(ref _here, length, (int)_left))
            return false;
        Pass(length);
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
        side = Side.Buy;
        if (_left < sizeof(ulong))
            return false;

        // No branch: sides come in no order that could be predicted.
        ulong word = DigitWords.Word(ref _here, 0);
        bool sell = (word & 0xFF_FFFF_FFFF) == 0x22_6C6C_6573;
        bool buy = (uint)word == 0x2279_7562;
        side = (Side)(sell ? 1 : 0);
        Move(sell ? 5 : 4);
        return sell | buy;
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
        if (_left < Window)
            return false;
        int length = BookLevelShape.Read(ref _here, instrument, ref level);
        Move(length);
        return length > 0;
    }

    /// <summary>
    /// Bytes of a number: up to the next comma, less those of <paramref name="end"/> that stand between; or up to as many before the
    /// frame's end as a negative one says. As many as no number has when there is no comma in sight.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Extent(int end)
    {
        if (end is Brace or Either)
            return UntilEnd(ref _here, (int)_left, end);
        if (end == Bracket)
            return Rest.IndexOf((byte)']');
        if (end < 0)
            return (int)_left + end;
        if (_commas == 0)
            Look();
        return BitOperations.TrailingZeroCount(_commas) - end;
    }

    /// <summary>Passes over a number; when its length came from no comma there are no commas left to be shifted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Pass(int length)
    {
        _here = ref Unsafe.Add(ref _here, (nuint)(uint)length);
        _left -= length;
        _commas >>= length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Commas(ref byte here)
    {
        uint first = Vector256.Equals(Vector256.LoadUnsafe(ref here), Vector256.Create((byte)',')).ExtractMostSignificantBits();
        uint second = Vector256.Equals(Vector256.LoadUnsafe(ref here, Window), Vector256.Create((byte)',')).ExtractMostSignificantBits();
        return first | ((ulong)second << Window);
    }

    /// <summary>Bytes before the brace, or the comma, that ends a number; 32 when none is within as many.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int UntilEnd(ref byte here, int left, int end)
    {
        int before = Math.Max(0, Window - left);
        Vector256<byte> window = Vector256.LoadUnsafe(ref Unsafe.Subtract(ref here, before));
        Vector256<byte> ends = Vector256.Equals(window, Vector256.Create((byte)'}'));
        if (end == Either)
            ends |= Vector256.Equals(window, Vector256.Create((byte)','));
        return left == 0 ? Window : BitOperations.TrailingZeroCount(ends.ExtractMostSignificantBits() >> before);
    }

    /// <summary>Near the frame's end its last bytes are looked at, and those before the cursor shifted out.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong LastCommas(ref byte here, int left)
    {
        int before = Sight - left;
        return left == 0 ? 0 : Commas(ref Unsafe.Subtract(ref here, before)) >> before;
    }
}

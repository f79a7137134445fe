using System.Text;
using Engine.Core.Primitives;

namespace Engine.Core.Events;

/// <summary>
/// The label of our orders, by which they are ours: <c>mm-SSSSSS-II-s-LL-GGGGGG</c> (hexadecimal session, instrument, side b|s,
/// level, generation). Packed into one integer; text that is not exactly of this form is a stranger's.
/// </summary>
/// <param name="Packed">Session 24 bits, instrument 8, side 1, level 7, generation 24; 0 is no label.</param>
public readonly record struct OrderLabel(ulong Packed)
{
    /// <summary>Bytes of the text form.</summary>
    public const int TextLength = 24;

    /// <summary>Bytes of the part that names product and session: what a session's orders share.</summary>
    public const int SessionLength = 10;

    /// <summary>
    /// Makes a label. Session and generation are taken modulo 2^24; a session of 0, an instrument above 255 and a level above 127
    /// break an invariant, because the label would be another order's or a stranger's.
    /// </summary>
    public OrderLabel(int session, int instrument, Side side, int level, int generation)
        : this(((ulong)(uint)(session & 0xFFFFFF) << 40) | ((ulong)(uint)(instrument & 0xFF) << 32) | ((ulong)side << 31) | ((ulong)(uint)(level & 0x7F) << 24)
            | (ulong)(uint)(generation & 0xFFFFFF))
    {
        Check.That((session & 0xFFFFFF) != 0 && (uint)instrument <= 0xFF && (uint)level <= 0x7F);
    }

    /// <summary>No label: not our order.</summary>
    public static OrderLabel None => default;

    /// <summary>Whether this is a label of ours.</summary>
    public bool IsOurs => Packed != 0;

    /// <summary>The session that placed the order.</summary>
    public int Session => (int)(Packed >> 40);

    /// <summary>The instrument's index in that session.</summary>
    public int Instrument => (int)(Packed >> 32) & 0xFF;

    /// <summary>The order's side.</summary>
    public Side Side => (Side)((Packed >> 31) & 1);

    /// <summary>The quote level.</summary>
    public int Level => (int)(Packed >> 24) & 0x7F;

    /// <summary>The count of orders placed in this slot.</summary>
    public int Generation => (int)Packed & 0xFFFFFF;

    /// <summary>Reads a label's text; false when it is not one of ours.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out OrderLabel label)
    {
        label = default;
        if (text.Length != TextLength || !text.StartsWith("mm-"u8) || text[9] != '-' || text[12] != '-' || text[14] != '-' || text[17] != '-')
            return false;
        if (!TryHex(text[3..9], out int session) || !TryHex(text[10..12], out int instrument) || !TryHex(text[15..17], out int level)
            || !TryHex(text[18..], out int generation) || level > 0x7F || session == 0 || text[13] is not ((byte)'b' or (byte)'s'))
            return false;
        label = new OrderLabel(session, instrument, text[13] == 'b' ? Side.Buy : Side.Sell, level, generation);
        return true;
    }

    /// <summary>Writes the text, <see cref="TextLength"/> bytes.</summary>
    public void Format(Span<byte> destination)
    {
        "mm-"u8.CopyTo(destination);
        Hex(Session, destination.Slice(3, 6));
        destination[9] = (byte)'-';
        Hex(Instrument, destination.Slice(10, 2));
        destination[12] = (byte)'-';
        destination[13] = Side == Side.Buy ? (byte)'b' : (byte)'s';
        destination[14] = (byte)'-';
        Hex(Level, destination.Slice(15, 2));
        destination[17] = (byte)'-';
        Hex(Generation, destination.Slice(18, 6));
    }

    /// <summary>The text, or "-" for none. Allocates: for display.</summary>
    public override string ToString()
    {
        if (!IsOurs)
            return "-";
        Span<byte> text = stackalloc byte[TextLength];
        Format(text);
        return Encoding.ASCII.GetString(text);
    }

    private static void Hex(int value, Span<byte> destination)
    {
        for (int i = destination.Length - 1; i >= 0; i--, value >>= 4)
            destination[i] = "0123456789abcdef"u8[value & 15];
    }

    private static bool TryHex(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (byte b in text)
        {
            int digit = b switch
            {
                >= (byte)'0' and <= (byte)'9' => b - '0',
                >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
                _ => -1,
            };
            if (digit < 0)
                return false;
            value = (value << 4) | digit;
        }

        return true;
    }
}

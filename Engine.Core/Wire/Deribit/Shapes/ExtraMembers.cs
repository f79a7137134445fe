using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Engine.Core.Wire.Deribit.Shapes.Tokens;

namespace Engine.Core.Wire.Deribit.Shapes;

/// <summary>
/// Members that the venue adds to some objects, at places that differ between its versions, and that nobody here reads. Any other
/// key is a surprise: it might be one that the reference decoder reads.
/// </summary>
internal static class ExtraMembers
{
    /// <summary>
    /// Bytes of extra members from here on together with the text that is expected behind them; 0 when there are none, or something
    /// else follows.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Skip(ref byte here, int left, ReadOnlySpan<byte> expected)
    {
        ReadOnlySpan<byte> rest = MemoryMarshal.CreateReadOnlySpan(ref here, left);
        int at = 0;
        for (int member = Member(rest); member > 0; member = Member(rest[at..]))
        {
            at += member;
            if (rest[at..].StartsWith(expected))
                return at + expected.Length;
        }

        return 0;
    }

    /// <summary>Bytes of one extra member, <c>,"key":value</c>; 0 when there is none.</summary>
    private static int Member(ReadOnlySpan<byte> rest)
    {
        if (!rest.StartsWith(",\""u8))
            return 0;
        int key = Texts.Length(rest[2..]);
        if (key < 0 || !IsExtra(rest.Slice(2, key)) || !rest[(key + 3)..].StartsWith(":"u8))
            return 0;
        int value = Scalar(rest[(key + 4)..]);
        return value == 0 ? 0 : key + 4 + value;
    }

    private static bool IsExtra(ReadOnlySpan<byte> key) =>
        key.StartsWith("starbase_"u8) || key.SequenceEqual("trigger_fill_condition"u8) || key.SequenceEqual("display_amount"u8)
        || key.SequenceEqual("refresh_amount"u8) || key.SequenceEqual("mmp_group"u8) || key.SequenceEqual("mmp_cancelled"u8) || key.SequenceEqual("quote"u8)
        || key.SequenceEqual("quote_id"u8) || key.SequenceEqual("quote_set_id"u8) || key.SequenceEqual("app_name"u8)
        || key.SequenceEqual("trigger"u8) || key.SequenceEqual("trigger_price"u8) || key.SequenceEqual("trigger_offset"u8) || key.SequenceEqual("triggered"u8)
        || key.SequenceEqual("original_order_type"u8) || key.SequenceEqual("auto_replaced"u8) || key.SequenceEqual("is_secondary_oto"u8)
        || key.SequenceEqual("open_orders_margin"u8) || key.SequenceEqual("estimated_liquidation_price"u8);

    /// <summary>Bytes of a string, a number, true, false or null; 0 for anything else.</summary>
    private static int Scalar(ReadOnlySpan<byte> rest)
    {
        if (rest.StartsWith("\""u8))
        {
            int text = Texts.Length(rest[1..]);
            return text < 0 ? 0 : text + 2;
        }

        int length = rest.IndexOfAny(",}]"u8);
        if (length <= 0)
            return 0;
        ReadOnlySpan<byte> word = rest[..length];
        bool known = word.SequenceEqual("true"u8) || word.SequenceEqual("false"u8)
            || NumberGrammar.IsNumberOrNull(ref MemoryMarshal.GetReference(word), length);
        return known ? length : 0;
    }
}

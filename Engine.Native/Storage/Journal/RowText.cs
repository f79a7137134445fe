using Engine.Core.Events;

namespace Engine.Native.Storage.Journal;

/// <summary>
/// The ids and the label of one row as text, in memory that does not move: each has its own place and stays there until the next
/// row. Journal thread only.
/// </summary>
internal sealed class RowText
{
    private const int OrderIdAt = VenueId.MaxLength;
    private const int LabelAt = OrderIdAt + VenueId.MaxLength;

    private readonly byte[] _memory = GC.AllocateArray<byte>(LabelAt + OrderLabel.TextLength, pinned: true);

    /// <summary>A trade's id; empty for none.</summary>
    public ReadOnlySpan<byte> TradeId(VenueId id) => _memory.AsSpan(0, id.Format(_memory));

    /// <summary>An order's id; empty for none.</summary>
    public ReadOnlySpan<byte> OrderId(VenueId id) => _memory.AsSpan(OrderIdAt, id.Format(_memory.AsSpan(OrderIdAt)));

    /// <summary>A label; empty for none.</summary>
    public ReadOnlySpan<byte> Label(OrderLabel label)
    {
        if (!label.IsOurs)
            return default;
        Span<byte> text = _memory.AsSpan(LabelAt, OrderLabel.TextLength);
        label.Format(text);
        return text;
    }
}

using System.Runtime.InteropServices;
using Engine.Core.Primitives;

namespace Engine.Core.Events;

/// <summary>
/// Everything the engine knows arrives as one of these, in one order: the decoder's output, the ring's slot, the backtest's
/// input. Two cache lines, no references. <see cref="Kind"/> says which payload is meant; the others overlay it.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
public struct EngineEvent
{
    /// <summary>Bytes of an event.</summary>
    public const int SizeBytes = 128;

    /// <summary><see cref="Instrument"/> of an event that concerns none.</summary>
    public const ushort NoInstrument = ushort.MaxValue;

    /// <summary>What it is.</summary>
    [FieldOffset(0)]
    public EventKind Kind;

    /// <summary>Batch and message boundaries.</summary>
    [FieldOffset(1)]
    public EventFlags Flags;

    /// <summary>Index of the instrument.</summary>
    [FieldOffset(2)]
    public ushort Instrument;

    /// <summary>Side, where the payload has one.</summary>
    [FieldOffset(4)]
    public Side Side;

    /// <summary>A small number the payload gives meaning to.</summary>
    [FieldOffset(5)]
    public byte Tag;

    /// <summary>Entries in use, where the payload has a list.</summary>
    [FieldOffset(6)]
    public ushort Count;

    /// <summary>The venue's time, Unix ns; 0 when it gave none.</summary>
    [FieldOffset(8)]
    public long ExchangeNs;

    /// <summary>When the bytes were read (or the timer fired), Unix ns.</summary>
    [FieldOffset(16)]
    public long ReceiveNs;

    /// <summary>Payload of <see cref="EventKind.Book"/>.</summary>
    [FieldOffset(24)]
    public BookUpdate Book;

    /// <summary>Payload of <see cref="EventKind.Quote"/>.</summary>
    [FieldOffset(24)]
    public QuoteUpdate Quote;

    /// <summary>Payload of <see cref="EventKind.Ticker"/>.</summary>
    [FieldOffset(24)]
    public TickerUpdate Ticker;

    /// <summary>Payload of <see cref="EventKind.Trade"/>.</summary>
    [FieldOffset(24)]
    public TradeUpdate Trade;

    /// <summary>Payload of <see cref="EventKind.Order"/>.</summary>
    [FieldOffset(24)]
    public OrderUpdate Order;

    /// <summary>Payload of <see cref="EventKind.Fill"/>.</summary>
    [FieldOffset(24)]
    public FillUpdate Fill;

    /// <summary>Payload of <see cref="EventKind.Position"/>.</summary>
    [FieldOffset(24)]
    public PositionUpdate Position;

    /// <summary>Payload of <see cref="EventKind.Portfolio"/>.</summary>
    [FieldOffset(24)]
    public PortfolioUpdate Portfolio;

    /// <summary>Payload of <see cref="EventKind.Reply"/>.</summary>
    [FieldOffset(24)]
    public ReplyUpdate Reply;

    /// <summary>Payload of <see cref="EventKind.Specification"/>.</summary>
    [FieldOffset(24)]
    public SpecificationUpdate Specification;

    /// <summary>Payload of <see cref="EventKind.Session"/>.</summary>
    [FieldOffset(24)]
    public SessionUpdate Session;

    /// <summary>Payload of <see cref="EventKind.Command"/>.</summary>
    [FieldOffset(24)]
    public CommandUpdate Command;

    /// <summary>Payload of <see cref="EventKind.Sent"/>.</summary>
    [FieldOffset(24)]
    public SentUpdate Sent;
}

using System.Runtime.InteropServices;
using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Journal.Intents;

/// <summary>
/// One intent in the intent log: two cache lines. The first part stands before the request is sent and never changes; the
/// outcome is written back as it becomes known. Decimals, not ticks: the next process may meet another grid.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
public struct IntentRecord
{
    /// <summary>Bytes of a record.</summary>
    public const int SizeBytes = 128;

    /// <summary>The commit word, written last: counts the log's intents from 1; 0 while the record is empty or being written.</summary>
    [FieldOffset(0)]
    public long Sequence;

    /// <summary>What <see cref="Seal"/> made of the sequence and the intent.</summary>
    [FieldOffset(8)]
    public ulong Check;

    /// <summary>The order's label.</summary>
    [FieldOffset(16)]
    public OrderLabel Label;

    /// <summary>The request's id.</summary>
    [FieldOffset(24)]
    public long RequestId;

    /// <summary>Price asked for, 1e-9 units; 0 for none.</summary>
    [FieldOffset(32)]
    public long PriceE9;

    /// <summary>Total amount asked for, 1e-9 units.</summary>
    [FieldOffset(40)]
    public long AmountE9;

    /// <summary>Receive time of the event that led to it, Unix ns.</summary>
    [FieldOffset(48)]
    public long CauseNs;

    /// <summary>What was asked for.</summary>
    [FieldOffset(56)]
    public IntentKind Kind;

    /// <summary>The order's side.</summary>
    [FieldOffset(57)]
    public Side Side;

    /// <summary>Index of the instrument in the log's table of names.</summary>
    [FieldOffset(58)]
    public ushort Instrument;

    /// <summary>The venue's id, where it was known when the request was made.</summary>
    [FieldOffset(64)]
    public VenueId OrderId;

    /// <summary>State of the order as it became known later, with its own seal; 0 for nothing yet.</summary>
    [FieldOffset(88)]
    public ulong Outcome;

    /// <summary>The filled part as it became known later, 1e-9 units.</summary>
    [FieldOffset(96)]
    public long FilledE9;

    /// <summary>The venue's id as it became known later.</summary>
    [FieldOffset(104)]
    public VenueId KnownId;
}

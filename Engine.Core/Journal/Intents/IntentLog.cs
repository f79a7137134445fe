using System.Runtime.CompilerServices;
using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;

namespace Engine.Core.Journal.Intents;

/// <summary>
/// The intents of a session in memory that outlives the process: each stands there before its request is sent, and what became
/// of the order is written back. It never fills and never waits. Belongs to the engine's thread; the memory is its owner's, does
/// not move, and is not given back before the log's last use.
/// </summary>
public sealed unsafe class IntentLog
{
    private const int PageBytes = 4096;

    private readonly byte* _memory;
    private readonly int _length;
    private readonly int _instruments;
    private readonly int[] _newest;
    private long _sequence;

    /// <summary>Begins a log in the memory: what stood in it is gone.</summary>
    /// <param name="memory">The first byte, aligned to eight.</param>
    /// <param name="length">Bytes; at least <see cref="IntentLayout.SizeBytes"/> of the origin's instruments.</param>
    /// <param name="origin">Whose intents these are.</param>
    public IntentLog(nint memory, int length, IntentOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(origin);
        _memory = (byte*)memory;
        _length = length;
        _instruments = origin.Instruments.Count;
        ArgumentOutOfRangeException.ThrowIfLessThan(length, IntentLayout.SizeBytes(_instruments), nameof(length));
        _newest = new int[_instruments * IntentLayout.Lanes];
        IntentHeader.Write(new Span<byte>(_memory, length), origin);
    }

    /// <summary>Intents written, those taken back included.</summary>
    public long Count => _sequence;

    /// <summary>Writes down an intent that is about to be sent.</summary>
    /// <param name="intent">The intent.</param>
    /// <param name="instrument">Its instrument, which knows what its ticks and lots are.</param>
    /// <param name="isSlots">Whether the order stands in a quote slot of the engine.</param>
    public void Append(in OrderIntent intent, Instrument instrument, bool isSlots)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        int lane = LaneOf(intent.Instrument, intent.Side, isSlots);
        int newest = _newest[lane] = Next(_newest[lane]);
        ref IntentRecord record = ref Record(lane, newest);
        Volatile.Write(ref record.Sequence, 0);
        record.Label = intent.Label;
        record.RequestId = intent.RequestId;
        record.PriceE9 = intent.Price.IsSome ? instrument.E9(intent.Price) : 0;
        record.AmountE9 = instrument.E9(intent.Amount);
        record.CauseNs = intent.CauseNs;
        record.Kind = intent.Kind;
        record.Side = intent.Side;
        record.Instrument = intent.Instrument;
        record.OrderId = intent.OrderId;
        record.Outcome = 0;
        record.FilledE9 = 0;
        record.KnownId = VenueId.None;
        record.Check = Seal.Of(record, ++_sequence);
        Volatile.Write(ref record.Sequence, _sequence);
    }

    /// <summary>The intent written last was not sent after all: what stood in its lane before is the newest again.</summary>
    public void TakeBack(in OrderIntent intent, bool isSlots)
    {
        int lane = LaneOf(intent.Instrument, intent.Side, isSlots);
        ref IntentRecord record = ref Record(lane, _newest[lane]);
        Volatile.Write(ref record.Sequence, 0);
        _newest[lane] = (_newest[lane] - 1) & (IntentLayout.LaneRecords - 1);
    }

    /// <summary>Writes down where the order of a slot stands; nothing where the slot's lane tells of another.</summary>
    public void SetOutcome(ushort instrument, in WorkingOrder order, long filledE9)
    {
        int lane = LaneOf(instrument, order.Label.Side, isSlots: true);
        ref IntentRecord record = ref Record(lane, _newest[lane]);
        if (record.Label != order.Label || record.Sequence == 0)
            return;
        Volatile.Write(ref record.Outcome, 0);
        record.FilledE9 = filledE9;
        record.KnownId = order.OrderId;
        Volatile.Write(ref record.Outcome, Seal.Outcome(order.State, filledE9, order.OrderId));
    }

    /// <summary>
    /// Touches every page and changes nothing. When the kernel has written a page back it traps the next store to it: a cold thread that
    /// does this often takes the trap in the engine's place. Any thread, at any time.
    /// </summary>
    public void KeepWritable()
    {
        for (int at = 0; at < _length; at += PageBytes)
            Interlocked.Or(ref Unsafe.AsRef<long>(_memory + at), 0);
    }

    /// <summary>Notes that the session ended and the venue confirmed that nothing of it is open.</summary>
    public void End(long endedNs) => IntentHeader.End(new Span<byte>(_memory, _length), endedNs);

    private static int Next(int index) => (index + 1) & (IntentLayout.LaneRecords - 1);

    private int LaneOf(ushort instrument, Side side, bool isSlots)
    {
        Check.That(instrument < _instruments);
        return (instrument * IntentLayout.Lanes) + (isSlots ? (int)side : IntentLayout.Lanes - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref IntentRecord Record(int lane, int index) =>
        ref Unsafe.AsRef<IntentRecord>(_memory + IntentLayout.LaneAt(_instruments, lane) + (index * IntentRecord.SizeBytes));
}

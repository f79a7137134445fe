using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Engine.Core.Events;
using Engine.Core.Orders;

namespace Engine.Core.Journal.Intents;

/// <summary>What an intent log tells the next process: whose it was, and which orders may still be open.</summary>
public sealed class IntentScan
{
    private IntentScan(IntentOrigin origin, bool isEnded, IReadOnlyList<LeftOrder> left)
    {
        Origin = origin;
        IsEnded = isEnded;
        Left = left;
    }

    /// <summary>Whose intents they were.</summary>
    public IntentOrigin Origin { get; }

    /// <summary>Whether that session ended with the venue's word that nothing was open.</summary>
    public bool IsEnded { get; }

    /// <summary>Orders of that session that may still be open.</summary>
    public IReadOnlyList<LeftOrder> Left { get; }

    /// <summary>
    /// Reads a log. No scan where the memory is empty or was never finished, because then nothing was sent; false with the
    /// problem where it holds something else.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> log, out IntentScan? scan, out string problem)
    {
        scan = null;
        problem = "";
        if (IntentHeader.IsEmpty(log))
            return true;
        if (!IntentHeader.TryRead(log, out IntentOrigin? origin, out problem))
            return false;
        bool isEnded = IntentHeader.EndedNs(log) != 0;
        scan = new IntentScan(origin!, isEnded, isEnded ? [] : Alive(log, origin!));
        return true;
    }

    private static List<LeftOrder> Alive(ReadOnlySpan<byte> log, IntentOrigin origin)
    {
        var left = new List<LeftOrder>();
        int instruments = origin.Instruments.Count;
        for (int lane = 0; lane < instruments * IntentLayout.Lanes; lane++)
        {
            // The last lane tells of cancels for orders that others placed: those have their own records.
            if (lane % IntentLayout.Lanes != IntentLayout.Lanes - 1 && Newest(log, instruments, lane) is { } record
                && record.Label.IsOurs && OrderTransitions.MayFill(StateOf(record)))
                left.Add(OrderOf(record, origin.Instruments[lane / IntentLayout.Lanes]));
        }

        return left;
    }

    /// <summary>The newest whole record of a lane; null where there is none.</summary>
    private static IntentRecord? Newest(ReadOnlySpan<byte> log, int instruments, int lane)
    {
        ReadOnlySpan<byte> place = log.Slice(IntentLayout.LaneAt(instruments, lane), IntentLayout.LaneRecords * IntentRecord.SizeBytes);
        IntentRecord? newest = null;
        for (int i = 0; i < IntentLayout.LaneRecords; i++)
        {
            IntentRecord record = Unsafe.ReadUnaligned<IntentRecord>(in MemoryMarshal.GetReference(place[(i * IntentRecord.SizeBytes)..]));
            if (Seal.Holds(record) && record.Sequence > (newest?.Sequence ?? 0))
                newest = record;
        }

        return newest;
    }

    private static OrderState StateOf(in IntentRecord record) => Seal.TryOutcome(record, out OrderState state) ? state : record.Kind switch
    {
        IntentKind.Place => OrderState.Placing,
        IntentKind.Edit => OrderState.Editing,
        _ => OrderState.Cancelling,
    };

    private static LeftOrder OrderOf(in IntentRecord record, string symbol)
    {
        bool isKnown = Seal.TryOutcome(record, out _);
        return new LeftOrder
        {
            Label = record.Label,
            Symbol = symbol,
            Side = record.Side,
            OrderId = isKnown && record.KnownId.IsSome ? record.KnownId : record.OrderId,
            State = StateOf(record),
            PriceE9 = record.PriceE9,
            AmountE9 = record.AmountE9,
            FilledE9 = isKnown ? record.FilledE9 : 0,
            CauseNs = record.CauseNs,
        };
    }
}

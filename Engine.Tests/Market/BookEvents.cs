using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Tests.Market;

/// <summary>Book messages as the events a decoder makes of them.</summary>
internal static class BookEvents
{
    public static List<EngineEvent> Snapshot(long changeId, (long Price, long Lots)[] bids, (long Price, long Lots)[] asks, long receiveNs = 1) =>
        Message(EventFlags.Snapshot, 0, changeId, bids, asks, receiveNs);

    public static List<EngineEvent> Change(long previous, long changeId, (long Price, long Lots)[] bids, (long Price, long Lots)[] asks, long receiveNs = 1) =>
        Message(EventFlags.None, previous, changeId, bids, asks, receiveNs);

    private static List<EngineEvent> Message(
        EventFlags flags, long previous, long changeId, (long Price, long Lots)[] bids, (long Price, long Lots)[] asks, long receiveNs)
    {
        List<EngineEvent> events = [];
        int total = bids.Length + asks.Length;
        for (int at = 0; at == 0 || at < total; at += BookLevels.Capacity)
        {
            EngineEvent e = new() { Kind = EventKind.Book, Flags = flags, ReceiveNs = receiveNs };
            e.Book.ChangeId = changeId;
            e.Book.PreviousChangeId = previous;
            if (at > 0)
                e.Flags |= EventFlags.Continued;
            if (at + BookLevels.Capacity < total)
                e.Flags |= EventFlags.Continues;
            for (int i = at; i < Math.Min(total, at + BookLevels.Capacity); i++)
            {
                (long price, long lots) = i < bids.Length ? bids[i] : asks[i - bids.Length];
                e.Book.Levels[e.Count++] = new BookLevel { Price = new Price(price), Size = new Size(lots) };
                e.Tag += (byte)(i < bids.Length ? 1 : 0);
            }

            events.Add(e);
        }

        return events;
    }
}

using Engine.Core.Venue.Market;

namespace Engine.Core.Venue.Rpc.Methods;

/// <summary>Which trades of a history are asked for, and in what order: newest first unless <c>asc</c> is asked.</summary>
internal readonly record struct TradeWindow(long FromSequence, long ToSequence, long FromMs, long ToMs, int Count, bool Ascending)
{
    public static TradeWindow Read(Call call)
    {
        long fromSequence = call.Int("start_seq"u8) ?? long.MinValue;
        long toSequence = call.Int("end_seq"u8) ?? long.MaxValue;
        long fromMs = call.Int("start_timestamp"u8) ?? long.MinValue;
        long toMs = call.Int("end_timestamp"u8) ?? long.MaxValue;
        int count = call.Int("count"u8, 10, 1, 1000);
        bool ascending = call.Word("sorting"u8, "asc", "desc", "default") == "asc";
        return new TradeWindow(fromSequence, toSequence, fromMs, toMs, count, ascending);
    }

    /// <summary>Writes the wanted ones out of a list that is oldest first; says whether there are more.</summary>
    public bool Select(int available, Func<int, long> sequence, Func<int, long> timestampMs, Action<int> write)
    {
        int written = 0;
        for (int step = 0; step < available; step++)
        {
            int i = Ascending ? step : available - 1 - step;
            long at = sequence(i);
            long ms = timestampMs(i);
            if (at < FromSequence || at > ToSequence || ms < FromMs || ms > ToMs)
                continue;
            if (written++ == Count)
                return true;
            write(i);
        }

        return false;
    }

    /// <summary>Where on a tape the first wanted trade may be: the oldest, or the newest when the order is newest first.</summary>
    public int Start(Tape tape)
    {
        if (Ascending)
            return First(tape, FromSequence, FromMs);
        // One step back from the first trade that is past the end.
        return First(tape, ToSequence == long.MaxValue ? ToSequence : ToSequence + 1, ToMs == long.MaxValue ? ToMs : ToMs + 1, both: false) - 1;
    }

    /// <summary>Whether a place on a tape is a wanted trade.</summary>
    public bool Holds(Tape tape, int at)
    {
        if (at < 0 || at >= tape.Count)
            return false;
        Print print = tape[at];
        return print.Sequence >= FromSequence && print.Sequence <= ToSequence && print.TimestampMs >= FromMs && print.TimestampMs <= ToMs;
    }

    /// <summary>The first trade that has reached both bounds, or either of them; numbers and times rise together.</summary>
    private static int First(Tape tape, long sequence, long ms, bool both = true)
    {
        int low = 0;
        int high = tape.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            Print print = tape[middle];
            bool reached = both ? print.Sequence >= sequence && print.TimestampMs >= ms : print.Sequence >= sequence || print.TimestampMs >= ms;
            (low, high) = reached ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}

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
}

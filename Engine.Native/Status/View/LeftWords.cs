using Engine.Native.Status.Blocks;

namespace Engine.Native.Status.View;

/// <summary>What was found of earlier sessions at the start, in words.</summary>
public static class LeftWords
{
    /// <summary>The words; the counts of what became of the orders may run behind while it is being found out.</summary>
    public static string Of(ref readonly JournalStatus journal)
    {
        (int Count, string Word)[] ends = [(journal.LeftCancelled, "cancelled"), (journal.LeftFilled, "filled"), (journal.LeftGone, "no longer open")];
        string told = string.Join(", ", ends.Where(end => end.Count > 0).Select(end => $"{Figures.Count(end.Count)} {end.Word}"));
        int ended = ends.Sum(end => end.Count);
        string found = $"{Figures.Count(journal.LeftFound)} {(journal.LeftFound == 1 ? "order" : "orders")} left before";
        if (journal.LeftFound == 0 && ended > 0)
            found = $"{Figures.Count(ended)} {(ended == 1 ? "order" : "orders")} that stood in no slot";
        else if (ended > journal.LeftFound)
            found += ", others turned up later";
        return told.Length == 0 ? found : $"{found}: {told}";
    }
}

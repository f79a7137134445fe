using Engine.Native.Status.Blocks;
using Engine.Native.Status.View.Painting;

namespace Engine.Native.Status.View.Parts;

/// <summary>How the journal is doing, on the last line.</summary>
internal static class JournalPart
{
    public static void Draw(Canvas canvas, int y, StatusSnapshot status)
    {
        ref JournalStatus journal = ref status.Journal;
        canvas.Put(0, y, new string(' ', canvas.Width));
        int x = canvas.Put(1, y, "JOURNAL", Ink.Dim);
        x = canvas.Put(x + 1, y, $"{Figures.Count(journal.Rows)} rows");
        string backlog = $"backlog {Figures.Count(journal.Backlog)}";
        if (journal.OldestUnwrittenAgeNs > 1_000_000_000)
            backlog += $" for {Figures.Duration(journal.OldestUnwrittenAgeNs)}";
        x = canvas.Put(x + 2, y, backlog, journal.OldestUnwrittenAgeNs > 1_000_000_000 ? Ink.Bad : Ink.Plain);
        if (journal.Failures > 0)
            x = canvas.Put(x + 2, y, $"failures {Figures.Count(journal.Failures)}", Ink.Warning);
        if (journal.Refused > 0)
            x = canvas.Put(x + 2, y, $"refused {Figures.Count(journal.Refused)}", Ink.Bad);
        if (journal.LeftFound + journal.LeftCancelled + journal.LeftFilled > 0)
            x = canvas.Put(x + 2, y, LeftWords.Of(in journal), Ink.Warning);
        canvas.Put(x + 2, y, StatusText.ToText(journal.LastError), Ink.Bad);
    }
}

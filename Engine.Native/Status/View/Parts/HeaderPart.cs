using Engine.Core.Events;
using Engine.Native.Status.Blocks;
using Engine.Native.Status.View.Painting;

namespace Engine.Native.Status.View.Parts;

/// <summary>Who trades where, in which state, for how long.</summary>
internal static class HeaderPart
{
    private const long StaleNs = 3_000_000_000;

    public static int Draw(Canvas canvas, StatusSnapshot status)
    {
        ref StatusHeader header = ref status.Header;
        ref HotStatus hot = ref status.Hot;
        int x = canvas.Put(1, 0, "engine", Ink.Strong);
        x = canvas.Put(x + 1, 0, StatusText.ToText(header.ProgramVersion), Ink.Dim);
        x = canvas.Put(x + 2, 0, StatusText.ToText(header.Environment), Ink.Strong);
        x = canvas.Put(x + 2, 0, StatusText.ToText(hot.Connection), hot.Session == SessionState.Live ? Ink.Good : Ink.Warning);
        x = canvas.Put(x + 2, 0, StatusText.ToText(hot.Mode), hot.IsStopped ? Ink.Warning : Ink.Plain);
        if (hot.IsKilled)
            x = canvas.Put(x + 1, 0, "KILLED", Ink.Bad);
        if (StatusText.ToText(hot.ModeReason) is { Length: > 0 } reason)
            x = canvas.Put(x + 1, 0, $"({reason})", hot.IsKilled ? Ink.Bad : Ink.Dim);
        if (header.EndedNs == 0 && hot.WallNs != 0 && status.NowNs - hot.WallNs > StaleNs)
            x = canvas.Put(x + 2, 0, $"no news for {Figures.Duration(status.NowNs - hot.WallNs)}", Ink.Bad);
        long until = header.EndedNs != 0 ? header.EndedNs : status.NowNs;
        string age = (header.EndedNs != 0 ? "ended after " : "up ") + Figures.Elapsed(until - header.StartedNs);
        if (canvas.HasRoom(x + 1, age.Length + 1))
            canvas.PutRight(canvas.Width - 1, 0, age); // what is said before it matters more

        string right = $"  reconnects {hot.Reconnects}  pid {header.ProcessId}";
        x = canvas.Put(1, 1, StatusText.ToText(header.Url), Ink.Dim);
        string database = $"db {StatusText.ToText(header.Database)}";
        if (canvas.HasRoom(x + 2, database.Length + right.Length + 1))
            canvas.Put(x + 2, 1, database, Ink.Dim);
        canvas.PutRight(canvas.Width - 1, 1, right, hot.Reconnects > 0 ? Ink.Warning : Ink.Dim);
        canvas.Put(0, 2, new string('─', canvas.Width), Ink.Dim);
        return 3;
    }
}

using Engine.Core.Journal.Intents;
using Engine.Core.Primitives;
using Engine.Native.Composition;
using Engine.Native.Storage.Journal;
using Engine.Native.Storage.Recovery;

namespace Engine.Native.Commands;

/// <summary>
/// <c>engine journal --left</c>: what sessions may have left open, from the sources of a start and in their order: the intent log, then
/// what the database knows of sessions that did not end in order, then what earlier starts found. What may still be open is said in words.
/// </summary>
internal static class LeftListing
{
    /// <summary>Writes it; fails when the log cannot be used, after all that the database has.</summary>
    public static int Write(string path, JournalReader reader, TextWriter output, TextWriter errors, bool isCsv)
    {
        IReadOnlyList<StoredOrder> stored = reader.LeftOrders();
        string place = IntentPlace.Of(path, reader.Identity);
        bool isReadable = TryRead(place, errors, out IntentScan? scan);
        (int session, string account) = scan is null ? (-1, "") : (scan.Origin.SessionId, scan.Origin.Account); // the log is newer than the database
        var seen = stored.Select(order => order.Label).ToHashSet(StringComparer.Ordinal);
        List<StoredOrder> logged = [.. (scan?.Left ?? []).Select(Of).Where(order => seen.Add(order.Label))];
        List<StoredOrder> known = [.. reader.UnendedOrders(session, account).Where(order => seen.Add(order.Label))];
        TextWriter words = isCsv ? errors : output;
        string[] sentences = [.. Sentences(scan, logged.Count, place, reader.UnendedSessions(session, account), reader.UnresolvedSessions())];
        foreach (string sentence in sentences)
            words.WriteLine(sentence);
        if (sentences.Length == 0)
            words.WriteLine(isReadable ? "no order is known that may still be open" : "the database knows of no order that may still be open");
        OrderListing.Write([.. logged, .. known, .. stored], output, isCsv);
        return isReadable ? ExitCode.Done : ExitCode.Failed;
    }

    private static IEnumerable<string> Sentences(IntentScan? scan, int logged, string place, IEnumerable<OpenSession> unended, IEnumerable<OpenSession> unresolved)
    {
        if (logged > 0)
            yield return $"session {scan!.Origin.SessionId:x6} ({scan.Origin.Environment}, {scan.Origin.Url}) has {logged} order(s) that may be open; unless it runs now, {NextStart(scan.Origin.Account)}";
        foreach (OpenSession session in unended)
        {
            string count = session.Orders == 0 ? "no open order of it" : $"{session.Orders} order(s) of it that may be open";
            yield return $"{Name(session)} did not end in order, and {place} does not tell of it: the database knows {count}, and its last requests may be missing; unless it runs now, {NextStart(session.Account)}";
        }

        foreach (OpenSession session in unresolved)
            yield return $"{Name(session)} left {session.Orders} order(s) that may still be open: no start has found out yet; {NextStart(session.Account)}";
    }

    private static string NextStart(string account) => account.StartsWith(AccountName.OwnVenue, StringComparison.Ordinal)
        ? "they are gone with the venue that it had for itself"
        : "the next start on that account looks them up";

    private static string Name(OpenSession session) =>
        session.Url.Length == 0 ? $"session {session.LabelSession:x6} (account {session.Account})" : $"session {session.LabelSession:x6} ({session.Environment}, {session.Url})";

    private static bool TryRead(string place, TextWriter errors, out IntentScan? scan)
    {
        try
        {
            scan = IntentFile.Read(place);
            return true;
        }
        catch (IOException e)
        {
            scan = null;
            errors.WriteLine($"engine journal: {e.Message}");
            errors.WriteLine("engine journal: what follows is what the database knows; the last requests of the session that wrote the log may be missing");
            return false;
        }
    }

    private static StoredOrder Of(LeftOrder order) => new(
        order.Label.ToString(),
        order.Symbol,
        order.Side.Word(),
        order.PriceE9 == 0 ? null : order.PriceE9 / 1e9,
        order.AmountE9 / 1e9,
        order.FilledE9 / 1e9,
        order.OrderId.IsSome ? order.OrderId.ToString() : null,
        order.State.ToString(),
        order.CauseNs,
        null);
}

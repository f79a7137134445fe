using Engine.Core.Events;
using Engine.Core.Journal.Intents;
using Engine.Core.Wire.Deribit;
using Engine.Native.Storage.Journal;
using Engine.Native.Storage.Recovery;

namespace Engine.Native.Composition;

/// <summary>
/// The beginning of a session, before its first connection: what earlier sessions may have left open is read from the intent log and
/// the journal and stored, and only then does the log begin anew. Killed at any point of it, the next start does it again.
/// </summary>
internal sealed class RecoveryStart : IDisposable
{
    private readonly IntentFile _file;

    private RecoveryStart(IntentFile file, IReadOnlyList<LeftOrder> left, IReadOnlyList<OrderElsewhere> elsewhere, IReadOnlyCollection<int> earlier) =>
        (_file, Left, Elsewhere, EarlierSessions) = (file, left, elsewhere, earlier);

    /// <summary>Orders of this account that may still be open.</summary>
    public IReadOnlyList<LeftOrder> Left { get; }

    /// <summary>Those of them on instruments that this session does not trade.</summary>
    public IReadOnlyList<OrderElsewhere> Elsewhere { get; }

    /// <summary>Numbers of the sessions that have ended, however they did.</summary>
    public IReadOnlyCollection<int> EarlierSessions { get; }

    /// <summary>The log of this session's intents.</summary>
    public IntentLog Intents => _file.Log;

    /// <summary>Does it; tells the operator what was found. Throws <see cref="IOException"/> naming the file that cannot be used.</summary>
    public static RecoveryStart Begin(TradeSetup setup, TradeJournal journal, int labelSession, long nowNs, TextWriter words)
    {
        string path = IntentPlace.Of(journal.Path, journal.Identity);
        LeftRows rows = journal.Left;
        if (IntentFile.Read(path) is { } scan)
        {
            rows.Store(scan, nowNs);
            Tell(scan, journal, path, words);
        }

        int unlogged = rows.StoreFromJournal(nowNs);
        if (unlogged > 0)
            words.WriteLine($"engine: {journal.Path}: {unlogged} earlier {(unlogged == 1 ? "session has" : "sessions have")} no end and no intent log; what the database knows of {(unlogged == 1 ? "its" : "their")} orders is used");
        rows.EndWithTheirVenue(AccountName.OwnVenue, nowNs);
        IReadOnlyList<LeftOrder> left = rows.Unresolved();
        List<OrderElsewhere> elsewhere = [];
        foreach (LeftOrder order in left)
        {
            if (setup.Config.Instruments.Any(instrument => instrument.Name == order.Symbol))
                continue;
            elsewhere.Add(new OrderElsewhere(order.Label, order.Symbol, order.MayBeUnderWay ? order.CauseNs : 0));
            words.WriteLine($"engine: the order {order.Label} may still be open on {order.Symbol}, which this session does not trade: it is cancelled by its label; its fills are fetched when {order.Symbol} is traded again");
        }

        if (rows.UnresolvedOfOthers() is > 0 and long others)
            words.WriteLine($"engine: {others} order(s) of another account or address may still be open there and are not looked up (`engine journal --left {journal.Path}` lists them)");
        return new RecoveryStart(IntentFile.Create(path, OriginOf(setup, journal, labelSession, nowNs)), left, elsewhere, rows.EarlierSessions());
    }

    /// <summary>What became of those elsewhere, as far as the session knows, for the journal.</summary>
    public IEnumerable<Fact> EndsElsewhere(DeribitSession session, long nowNs)
    {
        for (int i = 0; i < Elsewhere.Count; i++)
        {
            (bool isGone, bool wasCancelled) = session.ElsewhereEnd(i);
            if (!isGone)
                continue;
            Fact fact = new() { Kind = FactKind.Left, Instrument = EngineEvent.NoInstrument, ReceiveNs = nowNs };
            fact.Left.Label = Elsewhere[i].Label;
            fact.Left.Outcome = wasCancelled ? LeftOutcome.Cancelled : LeftOutcome.NotFound;
            yield return fact;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static void Tell(IntentScan scan, TradeJournal journal, string path, TextWriter words)
    {
        if (scan.Left.Count == 0)
            return;
        string session = $"session {scan.Origin.SessionId:x6} was killed and may have left {scan.Left.Count} order(s) open";
        if (scan.Origin.Account != journal.Account)
            words.WriteLine($"engine: {path}: {session}, but on another account or address ({scan.Origin.Environment}, {scan.Origin.Url}): its log is not used here");
        else if (scan.Origin.Database != journal.Identity)
            words.WriteLine($"engine: {path}: {session}; it wrote to another database, so its fills are fetched from the venue");
        else
            words.WriteLine($"engine: {session}: each is looked up before anything is quoted");
    }

    private static IntentOrigin OriginOf(TradeSetup setup, TradeJournal journal, int labelSession, long nowNs) => new()
    {
        SessionId = labelSession,
        StartedNs = nowNs,
        Database = journal.Identity,
        Account = journal.Account,
        Environment = setup.Environment,
        Url = setup.Address.ToString(),
        Instruments = [.. setup.Config.Instruments.Select(instrument => instrument.Name)],
    };
}

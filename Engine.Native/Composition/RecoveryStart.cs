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
        IntentOrigin own = OriginOf(setup, journal, labelSession, nowNs);
        LeftRows rows = journal.Left;
        if (IntentFile.Read(path) is { } scan)
        {
            rows.Store(scan, nowNs);
            if (scan.Left.Count > 0)
                words.WriteLine($"engine: {RecoveryWords.Of(scan, rows.ExitCodeOf(scan.Origin), path, own)}");
        }

        int unlogged = rows.StoreFromJournal(nowNs);
        if (unlogged > 0)
            words.WriteLine($"engine: {journal.Path}: {unlogged} earlier {(unlogged == 1 ? "session" : "sessions")} did not end in order and left no intent log; what the database knows of {(unlogged == 1 ? "its" : "their")} orders is used");
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

        foreach ((long orders, string environment, string url) in rows.OthersFoundBefore())
            words.WriteLine($"engine: {RecoveryWords.OfOthers(orders, environment, url, journal.Path, own)}");
        return new RecoveryStart(IntentFile.Create(path, own), left, elsewhere, rows.EarlierSessions());
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

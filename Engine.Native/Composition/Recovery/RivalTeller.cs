using Engine.Core.Events;
using Engine.Core.Journal;
using Engine.Core.Link;
using Engine.Core.Primitives;

namespace Engine.Native.Composition.Recovery;

/// <summary>Says in a sentence that another engine trades the same account, that money came or left, or that a position was taken over, from the journal's thread, and hands every fact on.</summary>
internal sealed class RivalTeller(IFactObserver next) : IFactObserver
{
    /// <summary>What there is to say.</summary>
    public TroubleLog Troubles { get; } = new();

    public void OnFact(in Fact fact, Instrument? instrument)
    {
        if (fact.Kind == FactKind.Notice && fact.Notice.What == NoticeKind.OtherEngine)
        {
            Troubles.Add(
                $"{instrument?.Name}: another engine (session {fact.Notice.Number:x6}, order {fact.Notice.Label}) trades it on this account: it is held here while that one "
                + "is seen, and its orders are left alone; stop one of the two, or give each an account of its own");
        }
        else if (fact.Kind == FactKind.Notice && fact.Notice.What == NoticeKind.CashFlow)
        {
            Troubles.Add(
                $"{Math.Abs(fact.Notice.Number / 1e9):0.########} coins {(fact.Notice.Number > 0 ? "came to" : "left")} the account from outside: that counts neither as profit nor as loss");
        }

        else if (fact.Kind == FactKind.Notice && fact.Notice.What == NoticeKind.PositionMismatch && instrument is not null)
        {
            Troubles.Add(
                $"{instrument.Name}: the venue's position is other than all told fills explain, by {(fact.Notice.Number < 0 ? "-" : "+")}{instrument.AmountOf(Math.Abs(fact.Notice.Number)):0.########}: "
                + "it is taken over, as an adjustment in the database, and profit counts from there on");
        }

        next.OnFact(fact, instrument);
    }

    public void OnStoredBefore(in Fact fill, Instrument? instrument) => next.OnStoredBefore(fill, instrument);

    public void OnProgress(JournalHealth health, long backlog, long nowNs) => next.OnProgress(health, backlog, nowNs);
}

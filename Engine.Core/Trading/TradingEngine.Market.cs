using System.Runtime.CompilerServices;
using Engine.Core.Events;
using Engine.Core.Market;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Trading.Desks;

namespace Engine.Core.Trading;

/// <content>Market events: book, ticker, specification.</content>
public sealed partial class TradingEngine<TQuoter, TGateway>
{
    private const long SnapshotPatienceNs = 5_000_000_000;
    private const long SnapshotPauseNs = 1_000_000_000;

    private void OnBook(Desk<TQuoter> desk, in EngineEvent e)
    {
        desk.IsDirty = true;
        if ((e.Flags & EventFlags.Snapshot) != 0)
            desk.AwaitsSnapshot = false;
        if (!desk.Book.Apply(e))
            OnGap(desk, e);
        else if (desk.Book.Status == BookStatus.Good && desk.Book.Touch.IsCrossed)
            OnCrossed(desk, e);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OnGap(Desk<TQuoter> desk, in EngineEvent e)
    {
        _facts.Notice(NoticeKind.BookGap, desk.Id, e.Book.ChangeId, e.ReceiveNs);
        Resubscribe(desk, e.ReceiveNs);
    }

    /// <summary>
    /// The venue's book never crosses: ours has a level too many, and has it still when the market has moved away from it. Told once
    /// for each snapshot that it costs.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OnCrossed(Desk<TQuoter> desk, in EngineEvent e)
    {
        if (!Lacks(Guard.CrossedBook))
            desk.Book.Distrust();
        if (Resubscribe(desk, e.ReceiveNs))
            _facts.Notice(NoticeKind.BookGap, desk.Id, e.Book.ChangeId, e.ReceiveNs);
    }

    private void OnBookInvalid(Desk<TQuoter> desk, long nowNs)
    {
        desk.IsDirty = true;
        if (desk.Book.Status != BookStatus.Empty) // not each change that cannot be read until a snapshot fits
            _facts.Notice(NoticeKind.BookGap, desk.Id, 0, nowNs);
        desk.Invalidate();
        Resubscribe(desk, nowNs);
    }

    /// <summary>Asks for a snapshot; again when none came, and not at the pace at which books can break. The timer repeats it.</summary>
    private bool Resubscribe(Desk<TQuoter> desk, long nowNs)
    {
        if (nowNs - desk.ResubscribedNs < (desk.AwaitsSnapshot ? SnapshotPatienceNs : SnapshotPauseNs) || !Ask(IntentKind.ResubscribeBook, desk.Id, nowNs))
            return false;
        desk.AwaitsSnapshot = true;
        desk.ResubscribedNs = nowNs;
        return true;
    }

    private void OnTicker(Desk<TQuoter> desk, in EngineEvent e)
    {
        desk.IsDirty = true;
        desk.TickerNs = e.ReceiveNs;
        desk.Apply(e.Ticker, e.ExchangeNs);
        if (_watchesLoss && desk.Mark != desk.LossMark)
            JudgeOwnLoss(desk, e.ReceiveNs);
    }

    private void OnSpecification(Desk<TQuoter> desk, in SpecificationUpdate specification, long nowNs)
    {
        Instrument instrument = Specifications.Describe(specification, desk.Instrument) ? desk.Instrument! : Specifications.Build(desk.Id, _names.Name(desk.Id), specification);
        if (specification.IsOpen && !desk.IsTraded)
            Hasten(desk, nowNs);
        desk.IsTraded = specification.IsOpen;
        desk.Settlement = specification.Settlement;
        desk.IsDirty = true;
        if (desk.Instrument is { } before && (before.LotE9 != instrument.LotE9 || before.Kind != instrument.Kind))
        {
            // What is told from here on counts in other lots than what is held: only another process may take this up.
            desk.IsTraded = false;
            (desk.Resized, ResizedDesks) = (instrument, ResizedDesks + (desk.Resized is null ? 1 : 0));
            return;
        }

        if (desk.Instrument is { } old && old.TickE9 != instrument.TickE9)
            Regrid(desk, old, instrument, nowNs);
        desk.Instrument = instrument;
        desk.Reprice.Force(); // grid and smallest order may be others
    }

    /// <summary>The tick has changed: the book counts the old ones and is given up, the orders' prices are told in new ones.</summary>
    private void Regrid(Desk<TQuoter> desk, Instrument from, Instrument to, long nowNs)
    {
        desk.Invalidate();
        foreach (ref WorkingOrder slot in desk.Orders)
        {
            slot.Price = to.TryPrice(from.E9(slot.Price), out Price price) ? price : Price.None;
            slot.PendingPrice = to.TryPrice(from.E9(slot.PendingPrice), out price) ? price : Price.None;
        }

        Resubscribe(desk, nowNs);
    }

    private bool Ask(IntentKind kind, ushort instrument, long nowNs)
    {
        OrderIntent intent = new() { Kind = kind, Instrument = instrument, CauseNs = nowNs };
        return _gateway.TrySend(intent);
    }
}

using System.Runtime.CompilerServices;
using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Trading.Desks;
using Engine.Core.Wire.Deribit;

namespace Engine.Core.Trading;

/// <content>From what is known to what is sent: decide, compare, gate, send.</content>
public sealed partial class TradingEngine<TQuoter, TGateway>
{
    private const OrderFlags Passive = OrderFlags.PostOnly | OrderFlags.RejectPostOnly | OrderFlags.Limit;

    /// <summary>What is decided and sent in one turn rests on one view: nothing in it changes before the next event.</summary>
    private void Quote(Desk<TQuoter> desk, long nowNs)
    {
        desk.IsDirty = false;
        GateView view = default; // not by an initializer: that makes it elsewhere and copies it
        view.Instrument = desk.Instrument!;
        view.Touch = desk.Book.Touch;
        view.Mark = desk.Mark;
        view.Index = desk.Index;
        view.PositionLots = desk.Position.Lots;
        view.Mode = Mode;
        view.IsTrusted = desk.IsTrusted(nowNs);
        view.NowNs = nowNs;
        if (view.IsTrusted != desk.WasTrusted)
            NoteHold(desk, view.IsTrusted, nowNs);
        Decide(desk, view);
        if (Session != SessionState.Live)
            return;
        if (desk.Strays.Count != 0 && !Lacks(Guard.StrayCancels))
            Clear(desk, ref view);
        Side first = desk.Next;
        Move(desk, first, ref view);
        Move(desk, first.Opposite(), ref view);
    }

    /// <summary>What is wanted on both sides. On a state that cannot be trusted nothing is.</summary>
    private static void Decide(Desk<TQuoter> desk, in GateView gate)
    {
        if (gate.Mode is TradingMode.Holding or TradingMode.Stopped || !gate.IsTrusted)
        {
            desk.Wanted = default;
            desk.Reprice.Force();
            return;
        }

        MarketView view = desk.View(gate.NowNs);
        if (desk.Reprice.IsDue(view))
            desk.Wanted = QuoteRounding.Round(desk.Quoter.Decide(view), view);
        if (gate.Mode == TradingMode.Reducing)
            desk.Wanted = desk.Wanted.Reducing(view.PositionLots, view.Instrument.MinSize);
    }

    /// <summary>Cancels orders of ours that stand in no slot.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Clear(Desk<TQuoter> desk, ref GateView view)
    {
        while (desk.Strays.TryNext(view.NowNs, CancelPatienceNs, out int index))
        {
            OrderIntent intent = new()
            {
                Kind = IntentKind.Cancel,
                Side = desk.Strays.SideOf(index),
                Instrument = desk.Id,
                OrderId = desk.Strays.IdOf(index),
                Label = desk.Strays.LabelOf(index),
                RequestId = NextRequest(RequestKind.Cancel),
                CauseNs = view.NowNs,
            };
            if (!TrySend(desk, intent, filledLots: 0, ref view))
                return;
            desk.Strays.Sent(index, intent.RequestId, view.NowNs);
        }
    }

    /// <summary>Brings one slot nearer to what is wanted, by at most one request.</summary>
    private void Move(Desk<TQuoter> desk, Side side, ref GateView view)
    {
        ref WorkingOrder slot = ref desk.Orders[(int)side];
        Size size = desk.Wanted.SizeOf(side);
        if (Lacks(Guard.OneInFlight) && slot.State is OrderState.Editing or OrderState.Cancelling)
            slot.State = OrderState.Working;
        if (desk.FillPauseNs != 0 && view.NowNs < slot.CoolUntilNs && !Lacks(Guard.FillPause))
            size = new Size(Math.Min(size.Lots, slot.State == OrderState.Working ? slot.Remaining.Lots : 0));
        QuoteAction action = QuoteDifference.Decide(slot, desk.Wanted.PriceOf(side), size, view.Instrument is null ? Size.Zero : view.Instrument.MinSize);
        if (action.Kind == IntentKind.Edit)
            Edit(desk, ref slot, action, side, ref view);
        else if (action.Kind != IntentKind.None)
            PlaceOrCancel(desk, ref slot, action, side, ref view);
    }

    private void Edit(Desk<TQuoter> desk, ref WorkingOrder slot, in QuoteAction action, Side side, ref GateView view)
    {
        if (view.NowNs < slot.NotBeforeNs)
        {
            OnEditsRefused(desk, ref slot, side, ref view);
            return;
        }

        OrderIntent intent = default;
        intent.Kind = IntentKind.Edit;
        intent.Side = side;
        intent.Flags = Passive;
        intent.Instrument = desk.Id;
        intent.RequestId = NextRequest(RequestKind.Edit);
        intent.Label = slot.Label;
        intent.OrderId = slot.OrderId;
        intent.Price = action.Price;
        intent.Amount = action.Amount;
        intent.CauseNs = view.NowNs;

        Survey(desk, side, IntentKind.Edit, ref view);

        // What trades have filled, the position holds.
        if (!TrySend(desk, intent, slot.FilledByTrades.Lots, ref view))
        {
            OnEditHeld(desk, ref slot, side, ref view);
            return;
        }

        if (action.Price != slot.Price)
            slot.QueueLots = desk.Book.SizeAt(side, action.Price).Lots;
        slot.OnSent(OrderCause.EditSent, action.Price, action.Amount, intent.RequestId, view.NowNs);
    }

    /// <summary>The venue refuses to move the order, and not for the first time: it is not left at a price that is not wanted.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OnEditsRefused(Desk<TQuoter> desk, ref WorkingOrder slot, Side side, ref GateView view)
    {
        if (slot.Refusals > 1)
            PlaceOrCancel(desk, ref slot, new QuoteAction(IntentKind.Cancel, slot.Price, slot.Amount), side, ref view);
    }

    /// <summary>
    /// A limit forbids the order's new terms: its old ones are no better, so it goes. What only lacks room or time waits, and so does
    /// what an own order stands in the way of, when that one's price is known: it is on its way out.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OnEditHeld(Desk<TQuoter> desk, ref WorkingOrder slot, Side side, ref GateView view)
    {
        bool waits = desk.LastReject is RejectReason.RateCredits or RejectReason.Pace or RejectReason.OutputFull or RejectReason.WouldCross
            || (desk.LastReject == RejectReason.SelfTrade && OwnQuotes.IsKnown(view.OwnOpposite));
        if (!waits)
            PlaceOrCancel(desk, ref slot, new QuoteAction(IntentKind.Cancel, slot.Price, slot.Amount), side, ref view);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void PlaceOrCancel(Desk<TQuoter> desk, ref WorkingOrder slot, in QuoteAction action, Side side, ref GateView view)
    {
        bool place = action.Kind == IntentKind.Place;
        if (view.NowNs < (place ? slot.NotBeforeNs : slot.CancelNotBeforeNs) || (place && HoldsForTrades(slot, view.NowNs)))
            return;
        OrderIntent intent = new()
        {
            Kind = action.Kind,
            Side = side,
            Flags = Lacks(Guard.Passive) ? OrderFlags.Limit : place ? _placeFlags : Passive,
            Instrument = desk.Id,
            RequestId = NextRequest(place ? RequestKind.Place : RequestKind.Cancel),
            Label = place ? new OrderLabel(_options.SessionId, desk.Id, side, 0, desk.Generation + 1) : slot.Label,
            OrderId = place ? VenueId.None : slot.OrderId,
            Price = action.Price,
            Amount = action.Amount,
            CauseNs = view.NowNs,
        };
        if (place)
            Survey(desk, side, IntentKind.Place, ref view);
        if (!TrySend(desk, intent, filledLots: 0, ref view))
            return; // a new order has none of the slot's past
        if (place)
        {
            Check.That(OrderTransitions.MaySend(slot.State, OrderCause.PlaceSent));
            desk.Generation++;
            desk.Owed.Add(side, slot.Exposure.Lots, view.NowNs); // fills of the last order whose trades have not come
            slot = new WorkingOrder { Label = intent.Label, Price = action.Price, Amount = action.Amount, IsListed = true, Refusals = slot.Refusals };
            slot.QueueLots = desk.Book.SizeAt(side, action.Price).Lots;
        }

        slot.OnSent(place ? OrderCause.PlaceSent : OrderCause.CancelSent, action.Price, action.Amount, intent.RequestId, view.NowNs);
    }

    private bool TrySend(Desk<TQuoter> desk, in OrderIntent intent, long filledLots, ref GateView view)
    {
        view.FilledLots = filledLots;
        view.OtherExposureLots = desk.OtherExposureLots(intent.Side, intent.Amount.Lots);
        RejectReason reason = desk.Gate.Check(intent, view, ref _credits.Credits, ref _pace.Credits, _reserves);
        if (reason == RejectReason.None && !TrySendLogged(desk, intent))
            reason = RejectReason.OutputFull;
        if (reason == RejectReason.None)
        {
            IntentsSent++;
            NoteSent(intent, view.NowNs);
            if (intent.Kind != IntentKind.Cancel)
            {
                desk.Refused[(int)intent.Side] = RejectReason.None;
                desk.Next = intent.Side.Opposite();
            }
        }
        else
            OnGateReject(desk, intent, reason, view);
        desk.LastReject = reason;
        return reason == RejectReason.None;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OnGateReject(Desk<TQuoter> desk, in OrderIntent intent, RejectReason reason, in GateView view)
    {
        if (reason == RejectReason.WouldCross)
            desk.Reprice.Force(); // the market moved by less than the threshold, yet through the quote
        if (reason is RejectReason.Pace or RejectReason.RateCredits)
            _first = desk.Id; // who had to wait is asked first when there is some again
        ref RejectReason before = ref desk.Refused[(int)intent.Side];
        if (reason == before)
            return; // a refusal that lasts is tried again each batch and counted once
        before = reason;
        GateRejects++;
        _rejects[(int)reason]++;
        if (reason is RejectReason.WouldCross or RejectReason.RateCredits or RejectReason.Pace or RejectReason.SelfTrade)
            return; // what passes by itself is counted only
        (double value, double bound) = desk.Gate.Explain(reason, intent, view);
        if (double.IsPositiveInfinity(value))
            return; // until a position is taken over
        _facts.Notice(NoticeKind.GateReject, desk.Id, (long)reason, view.NowNs, intent.Label, value, bound);
    }

    private long NextRequest(RequestKind kind) => RequestId.Create(++_requests, kind);
}

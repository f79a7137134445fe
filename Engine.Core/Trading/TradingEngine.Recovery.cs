using System.Runtime.CompilerServices;
using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Trading.Desks;
using Engine.Core.Trading.Unsettled;

namespace Engine.Core.Trading;

/// <content>What outlives the process: intents written down before they leave, and what earlier sessions left.</content>
public sealed partial class TradingEngine<TQuoter, TGateway>
{
    private readonly LeftOrders _left;

    /// <summary>Orders of earlier sessions whose end is not known yet.</summary>
    public int LeftUnresolved => _left.Unresolved;

    /// <summary>Writes the intent down and sends it; what was not taken is struck out again.</summary>
    private bool TrySendLogged(Desk<TQuoter> desk, in OrderIntent intent)
    {
        if (_options.Intents is not { } log || desk.Instrument is not { } instrument || Lacks(Guard.IntentLog))
            return _gateway.TrySend(intent);
        bool isSlots = intent.Kind == IntentKind.Place || desk.Orders[(int)intent.Side].Label == intent.Label;
        log.Append(intent, instrument, isSlots);
        if (_gateway.TrySend(intent))
            return true;
        log.TakeBack(intent, isSlots);
        return false;
    }

    /// <summary>The order of a slot has moved: the next process is to know.</summary>
    private void NoteOutcome(Desk<TQuoter> desk, in WorkingOrder slot)
    {
        if (_options.Intents is { } log && desk.Instrument is { } instrument)
            log.SetOutcome(desk.Id, slot, instrument.E9(new Size(slot.FilledLots)));
    }

    /// <summary>An order with our label that stands in no slot: an open one is cancelled as a stray, and kept is what became of it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OnStray(Desk<TQuoter> desk, in OrderUpdate order, Side side, bool isOpen, long nowNs)
    {
        if (isOpen && IsRivals(desk, order))
        {
            OnRival(desk, order, nowNs);
            return;
        }

        if (isOpen)
        {
            _left.OnOpen(order.Label);
            desk.Strays.Add(order, side);
            return;
        }

        bool isKnown = desk.Strays.Has(order) || _left.Has(order.Label);
        desk.Owed.Add(side, desk.Strays.Remove(order), nowNs);
        if (isKnown)
            RecordLeft(desk, order, order.State == VenueOrderState.Filled ? LeftOutcome.Filled : LeftOutcome.Cancelled, nowNs);
    }

    /// <summary>The list of open orders is complete: what earlier sessions left and is not on it ended before.</summary>
    private void ResolveLeft(long nowNs)
    {
        for (int i = 0; i < _left.Count; i++)
        {
            if (_left.TryUnlisted(i, _listingNs, _options.RequestTimeoutNs, out OrderUpdate order, out int instrument))
                RecordLeft(_desks[instrument], order, LeftOutcome.NotFound, nowNs);
        }

        AwaitLeft();
    }

    private void AwaitLeft()
    {
        foreach (Desk<TQuoter> desk in _desks)
            desk.AwaitsLeftNs = _left.ProofNs(desk.Id, _options.RequestTimeoutNs);
    }

    private void RecordLeft(Desk<TQuoter> desk, in OrderUpdate order, LeftOutcome outcome, long nowNs)
    {
        if (!_left.TryResolve(order.Label, outcome))
            return;
        AwaitLeft();
        ref Fact fact = ref _facts.Claim(FactKind.Left, nowNs);
        fact.Instrument = desk.Id;
        fact.Side = order.Label.Side;
        fact.Left.Label = order.Label;
        fact.Left.OrderId = order.OrderId;
        fact.Left.Price = order.Price;
        fact.Left.Amount = order.Amount;
        fact.Left.Filled = order.Filled;
        fact.Left.Outcome = outcome;
        _facts.Publish();
    }

    /// <summary>
    /// Fills that the venue's own list has told of, all up to the mark: the session asks for them from the mark on, each answer whole
    /// before the timer. A fill that found no room on its way to the journal leaves the mark where it is for good.
    /// </summary>
    private void RecordMark(Desk<TQuoter> desk, long nowNs)
    {
        if (_facts.LostFills != 0 || _facts.Aside != 0 || desk.Resized is not null)
            return;
        desk.MarkedSequence = desk.ToldSequence;
        ref Fact fact = ref _facts.Claim(FactKind.Mark, nowNs);
        fact.Instrument = desk.Id;
        fact.Mark.TradeSequence = desk.ToldSequence;
        _facts.Publish();
    }
}

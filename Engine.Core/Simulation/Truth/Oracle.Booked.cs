using Engine.Core.Events;
using Engine.Core.Memory;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Simulation.Trader;
using Engine.Core.Simulation.Truth.Twins;
using Engine.Core.Trading.Desks;
using Engine.Core.Venue.Accounts;

namespace Engine.Core.Simulation.Truth;

/// <content>
/// What the engine writes down, read when it is written: each fill is one of the venue's and is booked once, and the sum of fills and
/// of positions taken over is the engine's position after every event.
/// </content>
internal sealed partial class Oracle
{
    private readonly ShadowPosition[] _shadows;
    private readonly Dictionary<(int Desk, long Sequence, Side Side), UserTrade> _venueTrades = [];
    private long _factsRead;

    private void BeginBooked()
    {
        _factsRead = Sequence.Initial;
        _unbooked.Clear();
        for (int i = 0; i < _shadows.Length; i++)
            _shadows[i] = new ShadowPosition();
    }

    /// <summary>Reads what was written down since the last look. The journal gives no slot back before it has had its turn, and looks follow turns.</summary>
    private void LookAtBooked(TraderProcess process, long nowNs)
    {
        RingBuffer<Fact> facts = process.Facts;
        bool isBooked = false;
        for (long last = facts.Cursor; _factsRead < last;)
            isBooked |= TakeFact(facts[++_factsRead], process);
        LookAtUnbooked(process, nowNs);
        if (process.FactsAside > 0)
            return; // they come before anything else
        for (int i = 0; i < _shadows.Length; i++)
        {
            CheckBooked(process.Engine.Desks[i], _shadows[i]);
            CheckStored(process, i);
            if (isBooked)
                CheckOwnProfit(process.Engine.Desks[i], _shadows[i]);
        }

        if (_watchesLosses)
            LookAtLosses(process, isBooked, nowNs);
    }

    private void CheckBooked(Desk<InventorySkewQuoter> desk, in ShadowPosition shadow)
    {
        if (desk.IsAdopted != shadow.IsOpen || desk.PositionLots != shadow.Lots)
            Report(Invariant.Booked, $"{desk.Instrument}: fills and adjustments written down come to {shadow.Lots} lots, the engine holds {desk.PositionLots}");
    }

    /// <summary>Where everything is committed, the database has the engine's position, whatever earlier processes have left in it.</summary>
    private void CheckStored(TraderProcess process, int index)
    {
        Desk<InventorySkewQuoter> desk = process.Engine.Desks[index];
        if (!desk.IsAdopted || desk.Instrument is not { } instrument || process.Journal.Backlog != 0)
            return;
        long storedE9 = process.Stored.PositionE9(index);
        if (storedE9 != desk.PositionLots * instrument.LotE9)
            Report(Invariant.Booked, $"{instrument.Name}: fills and adjustments in the journal come to {storedE9 / 1e9}, the engine holds {desk.PositionLots} lots");
    }

    private bool TakeFact(in Fact fact, TraderProcess process)
    {
        if (Trace is not null && fact.Kind == FactKind.Transition)
            Trace($"  order {fact.Transition.Label}: {(OrderState)fact.Transition.From} to {(OrderState)fact.Transition.To} by {(OrderCause)fact.Transition.Cause}");
        if (fact.Kind is not (FactKind.Fill or FactKind.Adjustment) || process.Engine.Desks[fact.Instrument].Instrument is not { } instrument)
            return false;
        if (Trace is not null)
            Trace(Describe(fact, instrument));
        ref ShadowPosition shadow = ref _shadows[fact.Instrument];
        if (fact.Kind == FactKind.Adjustment)
            shadow.Add(fact.Adjustment, instrument);
        else if (!shadow.TryAdd(fact, instrument))
            Report(Invariant.Fills, $"the fill {fact.Fill.TradeSequence} of {instrument.Name} is booked twice");
        else
            CheckOfVenue(fact, instrument);
        bool tells = fact.Kind == FactKind.Fill || fact.Adjustment.Cause != AdjustmentCause.Explained; // the trade explained follows
        if (tells && fact.PositionLots != (shadow.IsOpen ? shadow.Lots : Fact.UnknownPosition))
            Report(Invariant.Booked, $"{instrument.Name}: {fact.Kind} is written down with a position of {fact.PositionLots} lots, the sum is {shadow.Lots}");
        return true;
    }

    private void CheckOfVenue(in Fact fact, Instrument instrument)
    {
        if (!_venueTrades.TryGetValue((fact.Instrument, fact.Fill.TradeSequence, fact.Side), out UserTrade? trade))
            Report(Invariant.Fills, $"the fill {fact.Fill.TradeSequence} of {instrument.Name} ({fact.Side} {fact.Fill.Size.Lots} lots) is none of the venue's");
        else if (fact.Fill.Size.Lots != trade.Print.Lots || fact.Fill.PriceE9 != trade.Print.PriceTicks * _exchange.Listings[_listings[fact.Instrument]].Instrument.TickE9)
            Report(Invariant.Fills, $"the fill {fact.Fill.TradeSequence} of {instrument.Name} is booked as {fact.Fill.Size.Lots} lots at {fact.Fill.PriceE9 / 1e9}, it was {trade.Print.Lots} at {trade.Print.PriceTicks} ticks");
    }

    private static string Describe(in Fact fact, Instrument instrument) => fact.Kind == FactKind.Fill
        ? $"  books {fact.Fill.TradeSequence} {fact.Side} {fact.Fill.Size.Lots} at {fact.Fill.PriceE9 / 1e9} of {instrument.Name}{(fact.Recovered ? ", fetched" : "")}: {fact.PositionLots} lots"
        : $"  adjusts {instrument.Name} by {fact.Adjustment.Lots} lots at {fact.Adjustment.PriceE9 / 1e9}, {fact.Adjustment.Cause}: {fact.PositionLots} lots";
}

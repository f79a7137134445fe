using Engine.Core.Primitives;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Desk.Making;

/// <summary>
/// Market-maker protection: counts the trades of protected orders as they happen, and takes all of a group's orders out of the books
/// between two trades of one taker when a limit breaks.
/// </summary>
internal sealed class Guard(Listing[] listings, Ledger ledger, Floor floor, IProtectionWatcher watcher)
{
    private readonly List<ProtectionGroup> _triggered = [];

    public ProtectionGroups Groups { get; } = new();

    /// <summary>An order traded. The taker's is stopped by its mark, as it is in no book.</summary>
    public void OnFill(Listing listing, Order order, Match match)
    {
        if (!order.Mmp || Groups.Find(order.Owner, listing.Contract.Terms.Index, order.Quote?.Group) is not ProtectionGroup group)
            return;
        if (!group.Count(Coins(listing, match.Lots, match.PriceTicks), order.Side.Sign(), floor.TrueNs))
            return;
        group.Freeze(floor.TrueMs);
        _triggered.Add(group);
        order.MmpCancelled = !order.IsResting && order.RestLots > 0;
        CancelAll(group, CancelReason.MmpTrigger);
    }

    /// <summary>Tells of what broke in the steps just published.</summary>
    public void Publish()
    {
        foreach (ProtectionGroup group in _triggered)
        {
            if (group.FrozenUntilMs(floor.TrueMs) is long until)
                watcher.OnTrigger(group, Shown(until));
        }

        _triggered.Clear();
    }

    /// <summary>The end of a stop as timestamps show it; 0 stays what it is.</summary>
    public long Shown(long untilMs) => untilMs == 0 ? 0 : untilMs + floor.NowMs - floor.TrueMs;

    /// <summary>Whether a protected order of this size may rest now, beside those that do; the one it replaces aside.</summary>
    public Refusal? Check(Account account, Listing listing, Side side, long? amountE9, long? priceE9, Order? instead = null)
    {
        // An order marked for a protection that is not set up would trade without any.
        if (Groups.Find(account.Id, listing.Contract.Terms.Index, instead?.Quote?.Group) is not ProtectionGroup group)
            return Refusal.MmpRequired;
        return Check(group, listing, side, amountE9, priceE9, instead);
    }

    /// <summary>The same for a known group.</summary>
    public Refusal? Check(ProtectionGroup group, Listing listing, Side side, long? amountE9, long? priceE9, Order? instead)
    {
        if (group.FrozenUntilMs(floor.TrueMs) is not null)
            return Refusal.MmpTriggered;
        Instrument instrument = listing.Instrument;
        decimal amount = Catalogue.Contract.FromE9(amountE9 ?? (instead?.RestLots ?? 0) * instrument.LotE9);
        decimal price = Catalogue.Contract.FromE9(priceE9 ?? (instead?.PriceTicks ?? 0) * instrument.TickE9);
        if (price <= 0)
            price = listing.Mark.Mark;
        decimal wanted = listing.Contract.IsInverse ? listing.Contract.Value(amount, price) : amount;
        decimal resting = 0;
        foreach (Order order in group.Account.OpenOrders)
        {
            if (order != instead && order.Listing == listing.Id && order.Side == side && order.State != OrderState.Untriggered && group.Covers(order))
                resting += Coins(listing, order.RestLots, order.PriceTicks);
        }

        // The venue documents that it refuses this, not with which code.
        return wanted + resting > Catalogue.Contract.FromE9(group.Limits.MaxQuoteE9)
            ? Refusal.InvalidParam("amount", "max_quote_quantity exceeded")
            : null;
    }

    /// <summary>Orders that no longer fit into a group's largest quantity go, the newest first.</summary>
    public void Curtail(ProtectionGroup group)
    {
        decimal most = Catalogue.Contract.FromE9(group.Limits.MaxQuoteE9);
        foreach (IGrouping<(int, Side), Order> side in Covered(group).GroupBy(order => (order.Listing, order.Side)))
        {
            decimal resting = 0;
            foreach (Order order in side)
            {
                decimal coins = Coins(listings[order.Listing], order.RestLots, order.PriceTicks);
                if (resting + coins > most)
                    End(order, CancelReason.MmpConfigCurtailment);
                else
                    resting += coins;
            }
        }
    }

    /// <summary>Takes a group away, and with it the orders that nothing would protect.</summary>
    public void Remove(ProtectionGroup group)
    {
        CancelAll(group, CancelReason.MmpConfigCurtailment);
        Groups.Remove(group);
    }

    private void CancelAll(ProtectionGroup group, CancelReason reason)
    {
        foreach (Order order in Covered(group))
        {
            order.MmpCancelled = reason == CancelReason.MmpTrigger && order.IsResting;
            End(order, reason);
        }
    }

    /// <summary>Takes an order out; one that is held keeps its place and takes what it can, so that limits can be overshot.</summary>
    private void End(Order order, CancelReason reason)
    {
        if (order.IsResting)
        {
            floor.Cancel(listings[order.Listing], order, reason);
            return;
        }

        if (order.TimeInForce != TimeInForce.FillOrKill)
            order.TimeInForce = TimeInForce.ImmediateOrCancel;
        order.CancelAtEntry = reason;
    }

    private Order[] Covered(ProtectionGroup group) =>
    [
        .. ledger[group.Account.Id].OpenOrders
            .Where(order => (order.IsResting || order.State == OrderState.SpeedBumped) && group.Covers(order) && listings[order.Listing].Contract.Terms.Index == group.Index)
            .OrderBy(order => order.Id),
    ];

    /// <summary>Lots in base coin.</summary>
    private static decimal Coins(Listing listing, long lots, long priceTicks)
    {
        decimal amount = listing.Contract.Amount(lots);
        return listing.Contract.IsInverse ? listing.Contract.Value(amount, listing.Contract.Price(priceTicks)) : amount;
    }
}

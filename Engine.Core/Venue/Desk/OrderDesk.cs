using Engine.Core.Primitives;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Desk;

/// <summary>Where client orders are checked, priced and sent to the floor: place, edit, cancel.</summary>
internal sealed class OrderDesk(Listing[] listings, Ledger ledger, OrderRegister register, Floor floor)
{
    private long _starbase = 225_046_781_992_378_368;

    public Listing[] Listings => listings;

    public OrderRegister Register => register;

    /// <summary>Takes a new order; null when accepted (which includes orders that end at once).</summary>
    public Refusal? Place(Account account, Listing listing, in OrderRequest request, out Order? order)
    {
        order = null;
        if (request.ValidUntilMs != 0 && floor.NowMs > request.ValidUntilMs)
            return Refusal.TimedOut;
        long ticks = 0;
        long lots = 0;
        Refusal? refusal = OrderRules.State(listing)
            ?? OrderRules.Amount(listing, request.AmountE9, out lots)
            ?? Price(listing, request, out ticks)
            ?? OrderRules.Band(listing, request.Side, ticks)
            ?? PostOnly(listing, request, ref ticks)
            ?? ReduceOnly(account, listing, request.Side, request.ReduceOnly, ref lots)
            ?? Funds(account, listing, request.Side, lots);
        if (refusal is not null)
            return refusal;
        if (MeetsOwn(account, listing, request.Side, ticks))
            return Refusal.OrderOverlap;
        order = New(account, listing, request, ticks, lots);
        if (request.TimeInForce == TimeInForce.FillOrKill && listing.Book.Available(order.Side, ticks, order.Owner, lots) < lots)
            floor.Finish(listing, order, OrderState.Cancelled, CancelReason.None);
        else
            floor.Submit(listing, order);
        return null;
    }

    /// <summary>Changes a resting order.</summary>
    public Refusal? Edit(Account account, Order order, in EditRequest request)
    {
        if (order.State != OrderState.Open || !order.IsResting)
            return order.State == OrderState.Filled ? Refusal.AlreadyFilled : Refusal.AlreadyClosed;
        if (request.ValidUntilMs != 0 && floor.NowMs > request.ValidUntilMs)
            return Refusal.TimedOut;
        Listing listing = listings[order.Listing];
        long lots = order.Lots;
        long ticks = order.PriceTicks;
        Refusal? refusal = OrderRules.State(listing)
            ?? (request.AmountE9 is long amount ? OrderRules.Amount(listing, amount, out lots) : null)
            ?? (request.PriceE9 is long price ? OrderRules.Price(listing, price, out ticks) : null)
            ?? OrderRules.Band(listing, order.Side, ticks);
        if (refusal is not null)
            return refusal;
        bool postOnly = request.PostOnly ?? order.PostOnly;
        bool reject = request.RejectPostOnly ?? order.RejectPostOnly;
        bool cross = listing.Book.WouldCross(order.Side, ticks);
        if (postOnly && cross && !reject && !TrySlide(listing, order.Side, ref ticks))
            return Refusal.PostOnlyNoRoom;
        long more = lots - order.Lots;
        if (more > 0 && Funds(account, listing, order.Side, more) is Refusal poor)
            return poor;
        if (!postOnly && MeetsOwn(account, listing, order.Side, ticks))
            return Refusal.OrderOverlap;
        order.PostOnly = postOnly;
        order.RejectPostOnly = postOnly && reject;
        order.ReduceOnly = request.ReduceOnly ?? order.ReduceOnly;
        order.Replaced = true;
        if (postOnly && reject && cross)
            floor.Cancel(listing, order, CancelReason.EditPostOnlyReject);
        else
            Amend(listing, order, ticks, lots);
        return null;
    }

    /// <summary>Takes an open order back.</summary>
    public Refusal? Cancel(Order order, CancelReason reason)
    {
        if (order.State != OrderState.Open || !order.IsResting)
            return Refusal.NotOpenOrder;
        floor.Cancel(listings[order.Listing], order, reason);
        return null;
    }

    /// <summary>The trades that an order made as taker in the running request.</summary>
    public IEnumerable<UserTrade> TradesOf(Account account, Order order) => floor.TradesOf(listings[order.Listing], account, order);

    private static Refusal? Price(Listing listing, in OrderRequest request, out long ticks)
    {
        if (request.Type == OrderType.Market)
        {
            ticks = request.Side == Side.Buy ? listing.Mark.MaxTicks : listing.Mark.MinTicks;
            return null;
        }

        ticks = 0;
        return request.PriceE9 is long price ? OrderRules.Price(listing, price, out ticks) : Refusal.Missing("price");
    }

    private static Refusal? PostOnly(Listing listing, in OrderRequest request, ref long ticks)
    {
        if (!request.PostOnly)
            return null;
        if (request.Type == OrderType.Market || request.TimeInForce is TimeInForce.FillOrKill or TimeInForce.ImmediateOrCancel)
            return Refusal.PostOnlyNotAllowed;
        if (!listing.Book.WouldCross(request.Side, ticks))
            return null;
        if (request.RejectPostOnly)
            return Refusal.PostOnlyReject;
        return TrySlide(listing, request.Side, ref ticks) ? null : Refusal.PostOnlyNoRoom;
    }

    /// <summary>One tick outside the opposite best.</summary>
    private static bool TrySlide(Listing listing, Side side, ref long ticks)
    {
        ticks = listing.Book.Best(side.Opposite()) - side.Sign();
        return ticks > 0;
    }

    private static Refusal? ReduceOnly(Account account, Listing listing, Side side, bool reduceOnly, ref long lots)
    {
        if (!reduceOnly)
            return null;
        long reducible = Math.Max(0, -account.Positions[listing.Id].Lots * side.Sign());
        if (reducible == 0)
            return Refusal.ReduceOnly;
        lots = Math.Min(lots, reducible);
        return null;
    }

    private Refusal? Funds(Account account, Listing listing, Side side, long lots)
    {
        Wallet wallet = Ledger.WalletOf(account, listing);
        Standing now = ledger.Standing(account, wallet);
        Standing then = ledger.Standing(account, wallet, listing, side == Side.Buy ? lots : 0, side == Side.Sell ? lots : 0);
        return then.InitialMargin > now.InitialMargin && then.Available < 0 ? Refusal.NotEnoughFunds : null;
    }

    /// <summary>Whether the very first order it would trade with is the account's own.</summary>
    private static bool MeetsOwn(Account account, Listing listing, Side side, long ticks) =>
        listing.Book.WouldCross(side, ticks) && listing.Book.First(side.Opposite(), 0).Owner == account.Id;

    private Order New(Account account, Listing listing, in OrderRequest request, long ticks, long lots)
    {
        var order = new Order
        {
            Id = listing.Group.NextOrderId(),
            Owner = account.Id,
            SessionId = request.SessionId,
            Listing = listing.Id,
            Label = request.Label ?? "",
            Side = request.Side,
            Type = request.Type,
            TimeInForce = request.TimeInForce,
            PostOnly = request.PostOnly,
            RejectPostOnly = request.PostOnly && request.RejectPostOnly,
            ReduceOnly = request.ReduceOnly,
            Mmp = request.Mmp,
            Quote = request.Quote,
            PriceTicks = ticks,
            Lots = lots,
            CreatedMs = floor.NowMs,
            StarbaseId = _starbase += 4096,
        };
        register.Add(order);
        return order;
    }

    private void Amend(Listing listing, Order order, long ticks, long lots)
    {
        if (lots <= order.FilledLots)
        {
            floor.Withdraw(listing, order);
            order.Lots = order.FilledLots;
            floor.Finish(listing, order, order.FilledLots > 0 ? OrderState.Filled : OrderState.Cancelled, CancelReason.None);
        }
        else if (ticks == order.PriceTicks && lots < order.Lots)
            floor.Reduce(listing, order, lots);
        else if (ticks == order.PriceTicks && lots == order.Lots)
            floor.Renew(listing, order);
        else
        {
            floor.Withdraw(listing, order);
            order.PriceTicks = ticks;
            order.Lots = lots;
            floor.Submit(listing, order);
        }
    }
}

using Engine.Core.Primitives;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Desk.Triggers;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Desk;

/// <summary>
/// Where client orders are checked, priced and sent to the floor: place, edit, cancel. An order that would trade at once may be held
/// first; it is then <see cref="OrderState.SpeedBumped"/> when the call returns, and <see cref="Bump"/> tells when it has entered.
/// </summary>
internal sealed class OrderDesk
{
    private readonly Listing[] _listings;
    private readonly Ledger _ledger;
    private readonly OrderRegister _register;
    private readonly Floor _floor;
    private long _starbase = 225_046_781_992_378_368;

    public OrderDesk(Listing[] listings, Ledger ledger, OrderRegister register, Floor floor, SpeedBump bump)
    {
        _listings = listings;
        _ledger = ledger;
        _register = register;
        _floor = floor;
        Bump = bump;
        Triggers = new TriggerDesk(listings, ledger, floor, this);
    }

    public SpeedBump Bump { get; }

    public TriggerDesk Triggers { get; }

    /// <summary>Takes a new order; null when accepted (which includes orders that end at once).</summary>
    public Refusal? Place(Account account, Listing listing, in OrderRequest request, out Order? order)
    {
        order = null;
        if (request.ValidUntilMs != 0 && _floor.NowMs > request.ValidUntilMs)
            return Refusal.TimedOut;
        if (request.Type.IsTrigger())
            return Triggers.Place(account, listing, request, out order);
        long ticks = 0;
        long lots = 0;
        long display = 0;
        Refusal? refusal = OrderRules.State(listing)
            ?? _ledger.Risk.AnotherOrder(account)
            ?? OrderRules.Amount(listing, request.AmountE9, out lots)
            ?? OrderChecks.Price(listing, request, out ticks)
            ?? OrderRules.Band(listing, request.Side, ticks)
            ?? OrderChecks.Display(listing, request, lots, out display)
            ?? OrderChecks.PostOnly(listing, request, ref ticks)
            ?? OrderChecks.ReduceOnly(account, listing, request.Side, request.ReduceOnly, ref lots)
            ?? Funds(account, listing, request.Side, lots);
        if (refusal is not null)
            return refusal;
        if (OrderChecks.MeetsOwn(account, listing, request.Side, ticks))
            return Refusal.OrderOverlap;
        order = New(account, listing, request, listing.Group.NextOrderId());
        order.PriceTicks = ticks;
        order.Lots = lots;
        order.DisplayLots = Math.Min(display, lots);
        if (order.Type == OrderType.MarketLimit) // with nothing to take it has no price to wait at
            order.Type = listing.Book.WouldCross(order.Side, ticks) ? OrderType.Limit : OrderType.Market;
        EnterOrHold(listing, order);
        return null;
    }

    /// <summary>Changes an order that rests or waits for its trigger.</summary>
    public Refusal? Edit(Account account, Order order, in EditRequest request)
    {
        if (order.State == OrderState.SpeedBumped)
            return Refusal.Retry; // over in milliseconds: then the edit finds it in the book, or done
        if (!order.IsLive)
            return order.State == OrderState.Filled ? Refusal.AlreadyFilled : Refusal.AlreadyClosed;
        if (request.ValidUntilMs != 0 && _floor.NowMs > request.ValidUntilMs)
            return Refusal.TimedOut;
        if (order.State == OrderState.Untriggered)
            return Triggers.Edit(order, request);
        Listing listing = _listings[order.Listing];
        long lots = order.Lots;
        long ticks = order.PriceTicks;
        long display = order.DisplayLots;
        bool reduceOnly = request.ReduceOnly ?? order.ReduceOnly;
        Refusal? refusal = OrderRules.State(listing)
            ?? (request.AmountE9 is long amount ? OrderRules.Amount(listing, amount, out lots) : null)
            ?? (request.PriceE9 is long price ? OrderRules.Price(listing, price, out ticks) : null)
            ?? OrderRules.Band(listing, order.Side, ticks)
            ?? (request.DisplayE9 is long shown ? OrderChecks.Display(listing, shown, lots, out display) : OrderChecks.Share(display, lots))
            ?? Reducing(account, listing, order, reduceOnly, ref lots);
        if (refusal is not null)
            return refusal;
        bool postOnly = request.PostOnly ?? order.PostOnly;
        bool reject = request.RejectPostOnly ?? order.RejectPostOnly;
        bool cross = listing.Book.WouldCross(order.Side, ticks);
        if (postOnly && cross && !reject && !OrderChecks.TrySlide(listing, order.Side, ref ticks))
            return Refusal.PostOnlyNoRoom;
        long more = lots - order.Lots;
        if (more > 0 && Funds(account, listing, order.Side, more) is Refusal poor)
            return poor;
        if (!postOnly && OrderChecks.MeetsOwn(account, listing, order.Side, ticks))
            return Refusal.OrderOverlap;
        order.PostOnly = postOnly;
        order.RejectPostOnly = postOnly && reject;
        order.Replaced = true;
        if (reduceOnly != order.ReduceOnly)
            _floor.SetReduceOnly(order, reduceOnly);
        if (postOnly && reject && cross)
            _floor.Cancel(listing, order, CancelReason.EditPostOnlyReject);
        else
            Amend(listing, order, ticks, lots, display);
        return null;
    }

    /// <summary>Takes a live order back. One that is held keeps its place and takes what it can: it is then immediate-or-cancel.</summary>
    public Refusal? Cancel(Order order, CancelReason reason)
    {
        Listing listing = _listings[order.Listing];
        if (order.State == OrderState.Open && order.IsResting)
            _floor.Cancel(listing, order, reason);
        else if (order.State == OrderState.Untriggered)
            Triggers.Cancel(listing, order, reason);
        else if (order.State == OrderState.SpeedBumped && order.CancelAtEntry == CancelReason.None)
        {
            if (order.TimeInForce != TimeInForce.FillOrKill)
                order.TimeInForce = TimeInForce.ImmediateOrCancel;
            order.CancelAtEntry = reason;
        }
        else
            return Refusal.NotOpenOrder;
        return null;
    }

    /// <summary>Trades at the market for an account that the venue liquidates; nothing but the price band binds it.</summary>
    public void Liquidate(Account account, Listing listing, Side side, long lots)
    {
        var request = new OrderRequest { Side = side, Type = OrderType.Market, ReduceOnly = true };
        Order order = New(account, listing, request, listing.Group.NextOrderId());
        order.PriceTicks = side == Side.Buy ? listing.Mark.MaxTicks : listing.Mark.MinTicks;
        order.Lots = lots;
        order.IsLiquidation = true;
        order.IsApi = false;
        _floor.Submit(listing, order);
    }

    /// <summary>The day's settlement ends the orders that were good for the day at an instrument.</summary>
    public void ExpireDay(Listing listing)
    {
        foreach (Account account in _ledger.Accounts)
        {
            Order[] orders = [.. account.OpenOrders.Where(order => order.Listing == listing.Id && order.TimeInForce == TimeInForce.GoodTilDay)];
            foreach (Order order in orders.OrderBy(order => order.Id))
                Cancel(order, CancelReason.Settlement);
        }
    }

    /// <summary>The trades that an order made as taker in the running request.</summary>
    public IEnumerable<UserTrade> TradesOf(Account account, Order order) => _floor.TradesOf(_listings[order.Listing], account, order);

    /// <summary>An order with what its request says, known from now on.</summary>
    public Order New(Account account, Listing listing, in OrderRequest request, long id)
    {
        var order = new Order
        {
            Id = id,
            Owner = account.Id,
            SessionId = request.SessionId,
            Listing = listing.Id,
            Label = request.Label ?? "",
            Side = request.Side,
            Type = request.Type,
            OriginalType = request.OriginalType ?? request.Type,
            TimeInForce = request.TimeInForce,
            PostOnly = request.PostOnly,
            RejectPostOnly = request.PostOnly && request.RejectPostOnly,
            ReduceOnly = request.ReduceOnly,
            Mmp = request.Mmp,
            Quote = request.Quote,
            Trigger = request.Trigger,
            TriggerTicks = (request.TriggerE9 ?? 0) / listing.Instrument.TickE9,
            TriggeredBy = request.TriggeredBy,
            CreatedMs = _floor.NowMs,
            StarbaseId = _starbase += 4096,
        };
        _register.Add(order);
        return order;
    }

    private static Refusal? Reducing(Account account, Listing listing, Order order, bool reduceOnly, ref long lots)
    {
        long rest = lots - order.FilledLots;
        Refusal? refusal = rest <= 0 ? null : OrderChecks.ReduceOnly(account, listing, order.Side, reduceOnly, ref rest);
        if (rest > 0)
            lots = order.FilledLots + rest;
        return refusal;
    }

    private Refusal? Funds(Account account, Listing listing, Side side, long lots) => _ledger.Risk.Size(account, listing, side, lots);

    private void Amend(Listing listing, Order order, long ticks, long lots, long display)
    {
        if (lots <= order.FilledLots)
        {
            _floor.Withdraw(listing, order);
            order.Lots = order.FilledLots;
            _floor.Finish(listing, order, order.FilledLots > 0 ? OrderState.Filled : OrderState.Cancelled, CancelReason.None);
        }
        else if (ticks == order.PriceTicks && display == order.DisplayLots && lots <= order.Lots)
        {
            if (lots < order.Lots)
                _floor.Reduce(listing, order, lots);
            else
                _floor.Renew(listing, order);
        }
        else
        {
            _floor.Withdraw(listing, order);
            order.PriceTicks = ticks;
            order.Lots = lots;
            order.DisplayLots = Math.Min(display, lots);
            EnterOrHold(listing, order);
        }
    }

    private void EnterOrHold(Listing listing, Order order)
    {
        if (Bump.Applies(listing) && listing.Book.WouldCross(order.Side, order.PriceTicks))
            Hold(listing, order);
        else
            Enter(listing, order);
    }

    private void Hold(Listing listing, Order order)
    {
        _floor.Hold(order);
        Bump.Hold(order, () => Release(listing, order), _floor.Publish);
    }

    /// <summary>Enters a held order unchanged, as far as the book is open and the position still there to be reduced.</summary>
    private void Release(Listing listing, Order order)
    {
        _floor.Unhold(order);
        if (order.ReduceOnly)
            order.Lots = Math.Min(order.Lots, order.FilledLots + OrderChecks.Reducible(_ledger[order.Owner], listing, order.Side));
        if (listing.State != BookState.Open || order.RestLots == 0)
            _floor.Finish(listing, order, OrderState.Cancelled, order.CancelAtEntry);
        else
            Enter(listing, order);
    }

    private void Enter(Listing listing, Order order)
    {
        bool skipOwn = _ledger[order.Owner].SelfTrade == SelfTradeMode.CancelMaker;
        if (order.TimeInForce == TimeInForce.FillOrKill
            && listing.Book.Available(order.Side, order.PriceTicks, order.Owner, order.RestLots, skipOwn) < order.RestLots)
            _floor.Finish(listing, order, OrderState.Cancelled, CancelReason.None);
        else
            _floor.Submit(listing, order);
    }
}

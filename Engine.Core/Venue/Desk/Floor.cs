using Engine.Core.Primitives;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Clearing;
using Engine.Core.Venue.Desk.Making;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Desk;

/// <summary>
/// The trading floor: orders meet in the books, trades are cleared at once, and what happened is gathered into steps until
/// <see cref="Publish"/>. No rules about who may do what: those are the desk's.
/// </summary>
internal sealed class Floor(Listing[] listings, Ledger ledger, OrderRegister register, IStepWatcher watcher)
{
    private readonly Step[] _steps = [.. listings.Select(listing => new Step(listing))];
    private readonly List<Step> _open = [];
    private readonly Stack<Order> _spareCrowd = new();
    private readonly List<Order> _trim = [];
    private readonly List<Listing> _traded = [];
    private readonly TapePrinter _tape = new();
    private readonly TradeBooking _booking = new(ledger);
    private long _stepNumber;

    /// <summary>Time of what happens next as timestamps show it, Unix nanoseconds.</summary>
    public long NowNs { get; set; }

    public long NowMs => NowNs / 1_000_000;

    /// <summary>The same without an error of the venue's clock: what things are planned and kept by.</summary>
    public long TrueNs { get; set; }

    public long TrueMs => TrueNs / 1_000_000;

    /// <summary>Watches the trades of protected orders.</summary>
    public Guard? Guard { get; set; }

    /// <summary>Called for each instrument with trades when they have been published; what it does makes new steps.</summary>
    public Action<Listing>? Traded { get; set; }

    /// <summary>An order of the crowd, possibly one used before.</summary>
    public Order CrowdOrder(Side side, long priceTicks, long lots)
    {
        if (_spareCrowd.TryPop(out Order? order))
            order.Reset();
        else
            order = new Order();
        order.Side = side;
        order.PriceTicks = priceTicks;
        order.Lots = lots;
        return order;
    }

    /// <summary>
    /// Trades what can trade; what is left waits in the book if the order may wait. Says why trading stopped. Where the sweep reaches an
    /// order of its own account, one of the two is cancelled, as the account has chosen.
    /// </summary>
    public SweepEnd Submit(Listing listing, Order order)
    {
        Step step = Open(listing);
        if (order.Owner == 0 && listing.GridTicks > 1)
            order.PriceTicks = OntoGrid(listing, order);
        Stamp(order);
        SweepEnd end;
        while (true)
        {
            end = SweepEnd.Exhausted;
            while (!order.MmpCancelled && listing.Book.TryMatch(order, out Match match, out end))
                Clear(step, order, match);
            if (end != SweepEnd.OwnOrder || order.MmpCancelled || ledger[order.Owner].SelfTrade == SelfTradeMode.RejectTaker)
                break;
            Cancel(listing, listing.Book.First(order.Side.Opposite(), 0), CancelReason.OrderOverlap);
        }

        if (order.RestLots == 0)
            Finish(order, OrderState.Filled, CancelReason.None);
        else if (order.MmpCancelled)
            Finish(order, OrderState.Cancelled, CancelReason.MmpTrigger);
        else if (end == SweepEnd.OwnOrder)
            Finish(order, OrderState.Cancelled, CancelReason.OrderOverlap);
        else if (order.Type == OrderType.Limit && order.TimeInForce is TimeInForce.GoodTilCancelled or TimeInForce.GoodTilDay)
            Rest(listing, order);
        else
            Finish(order, OrderState.Cancelled, order.CancelAtEntry);
        Note(step, order);
        return end;
    }

    /// <summary>Ends a resting order.</summary>
    public void Cancel(Listing listing, Order order, CancelReason reason)
    {
        Step step = Open(listing);
        Withdraw(listing, order);
        Stamp(order);
        Finish(order, OrderState.Cancelled, reason);
        Note(step, order);
    }

    /// <summary>Makes a resting order smaller without loss of priority; lots are the new total.</summary>
    public void Reduce(Listing listing, Order order, long lots)
    {
        Step step = Open(listing);
        CountOpen(order, -order.RestLots);
        listing.Book.Reduce(order, lots);
        CountOpen(order, order.RestLots);
        Stamp(order);
        Note(step, order);
    }

    /// <summary>Marks an order as changed in something the book does not see.</summary>
    public void Renew(Listing listing, Order order)
    {
        Step step = Open(listing);
        Stamp(order);
        Note(step, order);
    }

    /// <summary>Takes a resting order out of the book to be submitted again at another price or size; its state stays open.</summary>
    public void Withdraw(Listing listing, Order order)
    {
        Open(listing);
        CountOpen(order, -order.RestLots);
        listing.Book.Remove(order);
    }

    /// <summary>Keeps an order out of the book for a while; its margin is reserved. Nobody is told.</summary>
    public void Hold(Order order)
    {
        order.State = OrderState.SpeedBumped;
        CountOpen(order, order.RestLots);
        AddLive(order);
    }

    /// <summary>Ends the holding of an order.</summary>
    public void Unhold(Order order)
    {
        order.State = OrderState.Open;
        CountOpen(order, -order.RestLots);
    }

    /// <summary>Takes up an order that waits for its trigger.</summary>
    public void Await(Listing listing, Order order)
    {
        order.State = OrderState.Untriggered;
        AddLive(order);
        Renew(listing, order);
    }

    /// <summary>Whether a live order must not increase the position.</summary>
    public void SetReduceOnly(Order order, bool reduceOnly)
    {
        order.ReduceOnly = reduceOnly;
        if (reduceOnly)
            ledger[order.Owner].ReduceOnlyOrders.Add(order);
        else
            ledger[order.Owner].ReduceOnlyOrders.Remove(order);
    }

    /// <summary>Ends an order that is not in a book.</summary>
    public void Finish(Listing listing, Order order, OrderState state, CancelReason reason)
    {
        Step step = Open(listing);
        Stamp(order);
        Finish(order, state, reason);
        Note(step, order);
    }

    /// <summary>The taker's own trades of the running step.</summary>
    public IEnumerable<UserTrade> TradesOf(Listing listing, Account account, Order order) =>
        _steps[listing.Id].IsOpen
            ? _steps[listing.Id].For(account).Trades.Where(trade => trade.OrderId == order.Id && !trade.IsMaker)
            : [];

    /// <summary>Hands the gathered steps to the watcher and starts afresh, and so on with what their trades have set off.</summary>
    public void Publish()
    {
        while (_open.Count > 0)
        {
            HandOver();
            foreach (Listing listing in _traded)
                Traded!(listing);
            _traded.Clear();
        }
    }

    private void HandOver()
    {
        foreach (Step step in _open)
        {
            step.End();
            if (step.Changes.Count > 0)
            {
                step.Listing.ChangeId = step.Listing.Group.NextChangeId();
                step.Listing.BookMs = step.NowNs / 1_000_000;
            }

            watcher.OnStep(step);
            if (step.Prints.Count > 0 && Traded is not null)
                _traded.Add(step.Listing);
        }

        _open.Clear();
        Guard?.Publish();
    }

    /// <summary>The crowd aims between the prices of a coarser grid; it takes the one further from the other side.</summary>
    private static long OntoGrid(Listing listing, Order order)
    {
        long below = order.PriceTicks - (order.PriceTicks % listing.GridTicks);
        return order.Side == Side.Buy || below == order.PriceTicks ? Math.Max(below, listing.GridTicks) : below + listing.GridTicks;
    }

    private Step Open(Listing listing)
    {
        Step step = _steps[listing.Id];
        if (step.IsOpen)
            return step;
        step.Start(NowNs, ++_stepNumber);
        _open.Add(step);
        return step;
    }

    private void Rest(Listing listing, Order order)
    {
        listing.Book.Rest(order);
        order.State = OrderState.Open;
        CountOpen(order, order.RestLots);
        if (order.Owner != 0)
            AddLive(order);
    }

    private void AddLive(Order order)
    {
        Account account = ledger[order.Owner];
        account.OpenOrders.Add(order);
        if (order.ReduceOnly)
            account.ReduceOnlyOrders.Add(order);
    }

    private void Finish(Order order, OrderState state, CancelReason reason)
    {
        order.State = state;
        order.CancelReason = reason;
        Stamp(order);
        if (order.Owner == 0)
        {
            _spareCrowd.Push(order);
            return;
        }

        ledger[order.Owner].OpenOrders.Remove(order);
        if (order.ReduceOnly)
            ledger[order.Owner].ReduceOnlyOrders.Remove(order);
        register.Done(order, TrueNs);
    }

    private void Note(Step step, Order order)
    {
        if (order.Owner != 0)
            step.For(ledger[order.Owner]).Touch(order, step.Number);
    }

    private void Stamp(Order order)
    {
        order.UpdatedNs = NowNs;
        order.UpdatedMs = NowMs;
    }

    private void CountOpen(Order order, long lots)
    {
        if (order.Owner == 0)
            return;
        Position position = ledger[order.Owner].Positions[order.Listing];
        if (order.Side == Side.Buy)
            position.OpenBuyLots += lots;
        else
            position.OpenSellLots += lots;
    }

    private void Clear(Step step, Order taker, Match match)
    {
        Listing listing = step.Listing;
        Print print = _tape.Add(listing, taker, match, NowNs, TrueNs);
        step.Prints.Add(print);
        Order maker = match.Maker;
        if (maker.Owner != 0)
            CountOpen(maker, -match.Lots);
        if (maker.RestLots == 0)
            Finish(maker, OrderState.Filled, CancelReason.None);
        Stamp(maker);
        if (maker.Owner == 0 && taker.Owner == 0)
            return;
        // What an iceberg had not shown when the taker came pays as a taker does.
        _booking.Book(step, taker, print, isMaker: false, isVisible: true);
        _booking.Book(step, maker, print, isMaker: true, isVisible: !match.WasHidden);
        Trim(step, taker.Owner);
        Trim(step, maker.Owner);
        Guard?.OnFill(listing, taker, match);
        Guard?.OnFill(listing, maker, match);
    }

    /// <summary>Reduce-only orders shrink with the position that they reduce.</summary>
    private void Trim(Step step, int owner)
    {
        if (owner == 0)
            return;
        Account account = ledger[owner];
        if (account.ReduceOnlyOrders.Count == 0)
            return;
        long position = account.Positions[step.Listing.Id].Lots;
        _trim.Clear();
        foreach (Order order in account.ReduceOnlyOrders)
        {
            if (order.Listing == step.Listing.Id && order.IsResting && order.RestLots > Math.Max(0, -position * order.Side.Sign()))
                _trim.Add(order);
        }

        foreach (Order order in _trim)
        {
            long allowed = Math.Max(0, -position * order.Side.Sign());
            if (allowed == 0)
                Cancel(step.Listing, order, CancelReason.None);
            else
                Reduce(step.Listing, order, order.FilledLots + allowed);
        }
    }
}

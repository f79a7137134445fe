using System.Globalization;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Desk.Triggers;

/// <summary>
/// Stop, take and trailing orders: kept until index, mark or last price reaches their trigger, then replaced by a limit or market order
/// with a number of its own. They reserve no margin while they wait. Their numbers count apart from those of other orders and are held
/// negative.
/// </summary>
internal sealed class TriggerDesk
{
    // The venue publishes no number; enough for any strategy, few enough to meet in a test.
    private const int MostPerAccount = 100;
    private const int FarFactor = 10;

    private readonly Listing[] _listings;
    private readonly Ledger _ledger;
    private readonly Floor _floor;
    private readonly OrderDesk _desk;
    private readonly TriggerBook[] _books;
    private long _number = 19_640;

    public TriggerDesk(Listing[] listings, Ledger ledger, Floor floor, OrderDesk desk)
    {
        _listings = listings;
        _ledger = ledger;
        _floor = floor;
        _desk = desk;
        _books = [.. listings.Select(listing => new TriggerBook(listing))];
        floor.Traded = listing => Check(listing, TriggerSource.Last);
    }

    /// <summary>Takes a trigger order.</summary>
    public Refusal? Place(Account account, Listing listing, in OrderRequest request, out Order? order)
    {
        order = null;
        long ticks = 0;
        long lots = 0;
        long display = 0;
        Refusal? refusal = OrderRules.State(listing)
            ?? OrderRules.Amount(listing, request.AmountE9, out lots)
            ?? (request.Type.IsMarket() ? null : request.PriceE9 is long price ? OrderRules.Price(listing, price, out ticks) : Refusal.Missing("price"))
            ?? OrderChecks.Display(listing, request, lots, out display)
            ?? (OrderChecks.MayNotBePostOnly(request) ? Refusal.PostOnlyNotAllowed : null)
            ?? (request.Trigger == TriggerSource.None ? Refusal.Missing("trigger") : null);
        if (refusal is not null)
            return refusal;
        var draft = new Order { Side = request.Side, Type = request.Type, Trigger = request.Trigger };
        refusal = Aim(listing, draft, request.TriggerE9, request.TriggerOffsetE9);
        if (refusal is not null)
            return refusal;
        if (account.Triggers >= MostPerAccount)
            return new Refusal(11035, "no_more_triggers " + MostPerAccount.ToString(CultureInfo.InvariantCulture));
        order = _desk.New(account, listing, request, -++_number);
        order.PriceTicks = ticks;
        order.Lots = lots;
        order.DisplayLots = display;
        order.Trigger = draft.Trigger;
        order.TriggerTicks = draft.TriggerTicks;
        order.TriggerOffsetTicks = draft.TriggerOffsetTicks;
        account.Triggers++;
        _books[listing.Id].Add(order);
        _floor.Await(listing, order);
        return null;
    }

    /// <summary>Changes a waiting trigger order.</summary>
    public Refusal? Edit(Order order, in EditRequest request)
    {
        Listing listing = _listings[order.Listing];
        long lots = order.Lots;
        long ticks = order.PriceTicks;
        long display = order.DisplayLots;
        Refusal? refusal = OrderRules.State(listing)
            ?? (request.AmountE9 is long amount ? OrderRules.Amount(listing, amount, out lots) : null)
            ?? (request.PriceE9 is long price && !order.Type.IsMarket() ? OrderRules.Price(listing, price, out ticks) : null)
            ?? (request.DisplayE9 is long shown ? OrderChecks.Display(listing, shown, lots, out display) : OrderChecks.Share(display, lots))
            ?? (request.PostOnly == true && order.Type.IsMarket() ? Refusal.PostOnlyNotAllowed : null);
        if (refusal is not null)
            return refusal;
        TriggerBook book = _books[listing.Id];
        book.Remove(order);
        if (request.TriggerE9 is not null || request.TriggerOffsetE9 is not null)
            refusal = Aim(listing, order, request.TriggerE9, request.TriggerOffsetE9);
        book.Add(order);
        if (refusal is not null)
            return refusal;
        order.Lots = lots;
        order.PriceTicks = ticks;
        order.DisplayLots = Math.Min(display, lots);
        order.PostOnly = request.PostOnly ?? order.PostOnly;
        order.RejectPostOnly = order.PostOnly && (request.RejectPostOnly ?? order.RejectPostOnly);
        order.Replaced = true;
        if (request.ReduceOnly is bool reduceOnly && reduceOnly != order.ReduceOnly)
            _floor.SetReduceOnly(order, reduceOnly);
        _floor.Renew(listing, order);
        return null;
    }

    /// <summary>Takes a waiting trigger order back.</summary>
    public void Cancel(Listing listing, Order order, CancelReason reason)
    {
        _books[listing.Id].Remove(order);
        _ledger[order.Owner].Triggers--;
        _floor.Finish(listing, order, OrderState.Cancelled, reason);
    }

    /// <summary>Index and mark price of an instrument have moved.</summary>
    public void OnPrices(Listing listing)
    {
        Check(listing, TriggerSource.Index);
        Check(listing, TriggerSource.Mark);
        _floor.Publish();
    }

    private void Check(Listing listing, TriggerSource source)
    {
        TriggerBook book = _books[listing.Id];
        foreach (Order moved in book.Trail(source))
            _floor.Renew(listing, moved);
        while (listing.State == BookState.Open && book.TryTake(source, out Order order))
            SetOff(listing, order);
    }

    private void SetOff(Listing listing, Order order)
    {
        Account account = _ledger[order.Owner];
        account.Triggers--;
        var request = new OrderRequest
        {
            Side = order.Side,
            Type = order.Type.Triggered(),
            OriginalType = order.Type,
            TriggeredBy = order.Id,
            Trigger = order.Trigger,
            TriggerE9 = order.TriggerTicks * listing.Instrument.TickE9,
            TimeInForce = order.TimeInForce,
            AmountE9 = order.Lots * listing.Instrument.LotE9,
            PriceE9 = order.Type.IsMarket() ? null : order.PriceTicks * listing.Instrument.TickE9,
            DisplayE9 = order.DisplayLots > 0 ? order.DisplayLots * listing.Instrument.LotE9 : null,
            PostOnly = order.PostOnly,
            RejectPostOnly = order.RejectPostOnly,
            ReduceOnly = order.ReduceOnly,
            Mmp = order.Mmp,
            Label = order.Label,
            SessionId = order.SessionId,
        };
        _floor.Finish(listing, order, OrderState.Triggered, CancelReason.None);
        Refusal? unprotected = order.Mmp ? _floor.Guard?.Check(account, listing, order.Side, request.AmountE9, request.PriceE9) : null;
        if ((unprotected ?? _desk.Place(account, listing, request, out _)) is not null)
            order.State = OrderState.Rejected; // nobody waits for an error: the order itself tells
    }

    /// <summary>Gives an order its trigger price: on the grid, not absurd, and not reached already. Changes nothing when it refuses.</summary>
    private Refusal? Aim(Listing listing, Order order, long? triggerE9, long? offsetE9)
    {
        TriggerBook book = _books[listing.Id];
        (long ticks, long offset) = (order.TriggerTicks, order.TriggerOffsetTicks);
        long tickE9 = listing.Instrument.TickE9;
        if (order.Type == OrderType.TrailingStop)
        {
            if (offsetE9 is not long behindE9)
                return Refusal.Missing("trigger_offset");
            if (behindE9 <= 0 || behindE9 % tickE9 != 0)
                return Refusal.InvalidParam("trigger_offset", behindE9 <= 0 ? "value must be > 0" : "must conform to tick size");
            order.TriggerOffsetTicks = behindE9 / tickE9;
            order.TriggerTicks = book.Behind(order);
        }
        else if (triggerE9 is not long atE9)
            return Refusal.Missing("trigger_price");
        else if (atE9 <= 0 || atE9 % tickE9 != 0)
            return Refusal.InvalidParam("trigger_price", atE9 <= 0 ? "value must be > 0" : "must conform to tick size");
        else
            order.TriggerTicks = atE9 / tickE9;

        Refusal? refusal = Limits(listing, order.TriggerTicks) ?? (book.IsSetOff(order) ? Refusal.InvalidTriggerPrice : null);
        if (refusal is not null)
            (order.TriggerTicks, order.TriggerOffsetTicks) = (ticks, offset);
        return refusal;
    }

    private static Refusal? Limits(Listing listing, long triggerTicks)
    {
        long indexTicks = listing.Mark.IndexE9 / listing.Instrument.TickE9;
        if (triggerTicks > indexTicks * FarFactor)
            return new Refusal(10034, "trigger_price_too_high " + OrderRules.Text(listing, indexTicks * FarFactor));
        return triggerTicks < indexTicks / FarFactor
            ? new Refusal(10035, "trigger_price_too_low " + OrderRules.Text(listing, indexTicks / FarFactor))
            : null;
    }
}

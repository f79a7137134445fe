using Engine.Core.Primitives;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Desk.Making;

/// <summary>Quotes: one a side, instrument and group, named by their place instead of an order id, each replacing the one before.</summary>
internal sealed class QuoteDesk(OrderDesk desk, Floor floor, Guard guard)
{
    private const long FreezeNs = 1_000_000_000;

    private readonly Dictionary<int, long> _frozenUntilNs = [];

    /// <summary>Refuses an account's quotes for a second.</summary>
    public void Freeze(Account account) => _frozenUntilNs[account.Id] = floor.TrueNs + FreezeNs;

    /// <summary>Whether an account's quotes are refused.</summary>
    public bool IsFrozen(Account account) => floor.TrueNs < _frozenUntilNs.GetValueOrDefault(account.Id);

    /// <summary>The quote that stands at a place, or is held on its way there; null when there is none.</summary>
    public static Order? Standing(Account account, Listing listing, Side side, string group)
    {
        foreach (Order order in account.OpenOrders)
        {
            if (order.Quote?.Group == group && order.Side == side && order.Listing == listing.Id)
                return order;
        }

        return null;
    }

    /// <summary>Places, changes or takes back one side; a change that fails takes the standing quote with it.</summary>
    public Refusal? Quote(ProtectionGroup group, Listing listing, in QuoteRequest request, out Order? order)
    {
        Account account = group.Account;
        order = Standing(account, listing, request.Side, request.Mark.Group);
        if (request.AmountE9 == 0)
            return order is null ? null : desk.Cancel(order, CancelReason.UserRequest);
        // It enters the book as it is; over in milliseconds.
        if (order is { State: OrderState.SpeedBumped })
            return Refusal.Retry;
        // Without a standing quote there is nothing that the missing half could be kept from.
        if (order is null && (request.AmountE9 is null || request.PriceE9 is null))
            return Refusal.OrderNotFound;
        Refusal? refusal = guard.Check(group, listing, request.Side, request.AmountE9, request.PriceE9, order)
            ?? (order is null ? Place(account, listing, request, out order) : Change(account, listing, order, request));
        if (refusal is not null && order is { IsResting: true })
            floor.Cancel(listing, order, CancelReason.UserRequest);
        return refusal;
    }

    private Refusal? Place(Account account, Listing listing, in QuoteRequest request, out Order? order) => desk.Place(
        account,
        listing,
        new OrderRequest
        {
            Side = request.Side,
            AmountE9 = request.AmountE9!.Value,
            PriceE9 = request.PriceE9,
            PostOnly = request.PostOnly,
            RejectPostOnly = request.RejectPostOnly,
            Label = "",
            SessionId = request.SessionId,
            Mmp = true,
            Quote = request.Mark,
        },
        out order);

    private Refusal? Change(Account account, Listing listing, Order order, in QuoteRequest request)
    {
        long lots = order.RestLots;
        long ticks = order.PriceTicks;
        Refusal? refusal = OrderRules.State(listing)
            ?? (request.AmountE9 is long amount ? OrderRules.Amount(listing, amount, out lots) : null)
            ?? (request.PriceE9 is long price ? OrderRules.Price(listing, price, out ticks) : null);
        if (refusal is not null)
            return refusal;
        // With what has traded already the total must still be a number.
        if (lots > (long.MaxValue / listing.Instrument.LotE9) - order.FilledLots)
            return Refusal.InvalidParam("amount", "value is too high");
        bool sameSet = order.Quote!.QuoteSetId == request.Mark.QuoteSetId;
        order.Quote = request.Mark;
        order.SessionId = request.SessionId;
        if (ticks == order.PriceTicks && lots == order.RestLots && request.PostOnly == order.PostOnly)
        {
            Repeat(listing, order, sameSet);
            return null;
        }

        refusal = desk.Edit(account, order, new EditRequest
        {
            AmountE9 = (order.FilledLots + lots) * listing.Instrument.LotE9,
            PriceE9 = ticks * listing.Instrument.TickE9,
            PostOnly = request.PostOnly,
            RejectPostOnly = request.RejectPostOnly,
        });
        // A quote's changes are its normal life: the venue does not mark them as replacements.
        order.Replaced = false;
        return refusal;
    }

    /// <summary>The same again goes to the end of the queue, so that nobody gains by repeating; only another set's mark is free.</summary>
    private void Repeat(Listing listing, Order order, bool sameSet)
    {
        if (!sameSet)
        {
            floor.Renew(listing, order);
            return;
        }

        floor.Withdraw(listing, order);
        floor.Submit(listing, order);
    }
}

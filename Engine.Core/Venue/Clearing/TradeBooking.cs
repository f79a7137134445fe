using Engine.Core.Primitives;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Clearing;

/// <summary>Books one side of a trade: position, fee, the owner's record of it.</summary>
internal sealed class TradeBooking(Ledger ledger)
{
    /// <summary>Books a trade for the owner of an order; what was not shown when the taker came pays as a taker does.</summary>
    public void Book(Step step, Order order, Print print, bool isMaker, bool isVisible)
    {
        Listing listing = step.Listing;
        Account account = ledger[order.Owner];
        Position position = Ledger.Current(account, listing);
        bool isClosing = position.Lots * order.Side.Sign() < 0;
        decimal profit = position.Trade(order.Side.Sign(), print.Lots, print.PriceTicks, out decimal value);
        decimal fee = ledger.Charge(account, listing, order, value, isMaker && isVisible);
        order.FilledValue += value;
        if (order.Owner == 0)
            return;
        var trade = new UserTrade
        {
            Print = print,
            Label = order.Label,
            OrderId = order.Id,
            OrderStarbaseId = order.StarbaseId,
            OrderType = order.Type,
            State = order.RestLots == 0 ? OrderState.Filled : OrderState.Open,
            Side = order.Side,
            IsMaker = isMaker,
            PaysAsMaker = isMaker && isVisible,
            IsApi = order.IsApi,
            PostOnly = order.PostOnly,
            ReduceOnly = order.ReduceOnly,
            Mmp = order.Mmp,
            Quote = order.Quote,
            Profit = profit,
            Fee = fee,
        };
        account.TradesByListing[listing.Id].Add(trade);
        ledger.Booked(account, listing, trade, isClosing);
        AccountStep part = step.For(account);
        part.Touch(order, step.Number);
        part.Trades.Add(trade);
    }
}

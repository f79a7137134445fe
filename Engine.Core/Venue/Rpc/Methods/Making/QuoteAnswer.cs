using Engine.Core.Primitives;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Rpc.Methods.Making;

/// <summary>What became of each side of a mass quote, and the reply's result from it.</summary>
internal sealed class QuoteAnswer(Call call)
{
    private readonly List<(Listing Listing, Side Side, Refusal? Refusal, Order? Order)> _sides = [];

    public void Add(Listing listing, Side side, Refusal? refusal, Order? order) => _sides.Add((listing, side, refusal, order));

    /// <summary>
    /// Writes the result: what failed, and with <paramref name="detailed"/> the orders and trades. Who does not wait is told what is on
    /// its way instead; here it has arrived by then.
    /// </summary>
    public void Write(bool detailed, bool wait)
    {
        call.Result.BeginObject();
        if (detailed)
            Errors();
        else
            call.Result.Int("errors_count"u8, _sides.Count(side => side.Refusal is not null));
        if (wait && detailed)
            Orders();
        else if (!wait && detailed)
            Pending();
        else if (!wait)
            call.Result.Int("pending_requests_count"u8, _sides.Count(side => side.Refusal is null));
        call.Result.EndObject();
    }

    private static ReadOnlySpan<byte> Word(Side side) => side == Side.Buy ? "bid"u8 : "ask"u8;

    private void Errors()
    {
        call.Result.BeginArray("errors"u8);
        foreach ((Listing listing, Side side, Refusal? refusal, _) in _sides)
        {
            if (refusal is null)
                continue;
            call.Result.BeginObject();
            call.Result.Ascii("instrument_name"u8, listing.Name);
            call.Result.Ascii("side"u8, Word(side));
            Dispatcher.Write(call.Result, refusal);
            call.Result.EndObject();
        }

        call.Result.EndArray();
    }

    private void Orders()
    {
        Order[] orders = [.. _sides.Select(side => side.Order).OfType<Order>().Distinct()];
        call.Result.BeginArray("orders"u8);
        foreach (Order order in orders)
            OrderView.Write(call.Result, order, call.Exchange.Listings[order.Listing], call.Account);
        call.Result.EndArray();
        call.Result.BeginArray("trades"u8);
        foreach (Order order in orders)
        {
            foreach (UserTrade trade in call.Exchange.Desk.TradesOf(call.Account, order))
                OrderView.Write(call.Result, trade, call.Exchange.Listings[order.Listing], call.Account);
        }

        call.Result.EndArray();
    }

    private void Pending()
    {
        call.Result.BeginArray("pending_requests"u8);
        foreach ((Listing listing, Side side, Refusal? refusal, _) in _sides)
        {
            if (refusal is not null)
                continue;
            call.Result.BeginObject();
            call.Result.Ascii("instrument_name"u8, listing.Name);
            call.Result.Ascii("side"u8, Word(side));
            call.Result.EndObject();
        }

        call.Result.EndArray();
    }
}

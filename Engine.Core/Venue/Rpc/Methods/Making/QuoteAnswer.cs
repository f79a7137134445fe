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
    private readonly Exchange _exchange = call.Exchange;
    private readonly Account _account = call.Account;
    private readonly List<(Listing Listing, Side Side, Refusal? Refusal, Order? Order)> _sides = [];
    private readonly List<UserTrade> _trades = [];

    public void Add(Listing listing, Side side, Refusal? refusal, Order? order)
    {
        _sides.Add((listing, side, refusal, order));
        if (order is { State: not OrderState.SpeedBumped })
            _trades.AddRange(_exchange.Desk.TradesOf(_account, order).Except(_trades)); // a side may be quoted twice in a request
    }

    /// <summary>
    /// Answers: what failed, and with <paramref name="detailed"/> the orders and trades, when the held ones have entered the book. Who
    /// does not wait is told at once what is on its way instead.
    /// </summary>
    public void Give(bool detailed, bool wait)
    {
        Order[] held = wait ? Held() : [];
        if (held.Length == 0)
            Write(call, detailed, wait);
        else
            call.Defer(known => AfterAll(held, known), later => Write(later, detailed, wait));
    }

    /// <summary>The held orders of the sides that were done; a refused one has nothing to wait for.</summary>
    private Order[] Held() =>
    [
        .. _sides.Where(side => side.Refusal is null).Select(side => side.Order).OfType<Order>().Where(order => order.State == OrderState.SpeedBumped).Distinct(),
    ];

    private void AfterAll(Order[] held, Action act)
    {
        int left = held.Length;
        foreach (Order order in held)
        {
            _exchange.Desk.Bump.Note(order, () => _trades.AddRange(_exchange.Desk.TradesOf(_account, order)));
            _exchange.Desk.Bump.Then(order, () =>
            {
                if (--left == 0)
                    act();
            });
        }
    }

    private void Write(Call call, bool detailed, bool wait)
    {
        call.Result.BeginObject();
        if (detailed)
            Errors(call);
        else
            call.Result.Int("errors_count"u8, _sides.Count(side => side.Refusal is not null));
        if (wait && detailed)
            Orders(call);
        else if (!wait && detailed)
            Pending(call);
        else if (!wait)
            call.Result.Int("pending_requests_count"u8, _sides.Count(side => side.Refusal is null));
        call.Result.EndObject();
    }

    private static ReadOnlySpan<byte> Word(Side side) => side == Side.Buy ? "bid"u8 : "ask"u8;

    private void Errors(Call call)
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

    private void Orders(Call call)
    {
        Order[] orders = [.. _sides.Select(side => side.Order).OfType<Order>().Distinct()];
        call.Result.BeginArray("orders"u8);
        foreach (Order order in orders)
            OrderView.Write(call.Result, order, _exchange.Listings[order.Listing], _account);
        call.Result.EndArray();
        call.Result.BeginArray("trades"u8);
        foreach (UserTrade trade in _trades)
        {
            Order order = Array.Find(orders, candidate => candidate.Id == trade.OrderId)!;
            OrderView.Write(call.Result, trade, _exchange.Listings[order.Listing], _account);
        }

        call.Result.EndArray();
    }

    private void Pending(Call call)
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

using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Venue;
using Engine.Core.Venue.Faults.Forms;
using Engine.Core.Wire.Deribit.Sessions;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Link;

/// <summary>What an earlier session left on an instrument that is not traded any more, on virtual time against the whole exchange.</summary>
public class OrdersElsewhereTests
{
    private static readonly OrderLabel[] s_labels = [new(41, 0, Side.Buy, 0, 9), new(41, 0, Side.Sell, 0, 10)];

    [Fact]
    [Pitfall("T01")]
    public void They_are_cancelled_by_their_labels_before_anything_is_quoted_and_a_strangers_order_stays()
    {
        MemoryTrader trader = Left(sentNs: 0);
        Assert.True(trader.RunUntil(() => trader.IsLive, 5), trader.Story());
        Assert.Equal(0, trader.Session.ElsewhereLeft);
        Assert.Equal((2, 0), Open(trader));
        Assert.Equal(2, trader.Requests("private/cancel_by_label"));
        Assert.True(trader.RunUntil(() => trader.OpenOrders().Length == 2, 20), trader.Story());
        Assert.Equal([(true, true), (true, true)], Enumerable.Range(0, 2).Select(trader.Session.ElsewhereEnd));
        trader.Run(70);
        Assert.Equal(2, trader.Requests("private/cancel_by_label")); // once they are gone nobody asks again
        AssertStops(trader, isConfirmed: true);
    }

    [Fact]
    [Pitfall("T03")]
    public void A_stop_before_the_session_is_live_cancels_them_too()
    {
        MemoryTrader trader = Left(sentNs: 0);
        trader.Run(0.0001);
        Assert.Equal((4, 2), Open(trader));
        AssertStops(trader, isConfirmed: true);
        Assert.Equal((2, 0), Open(trader));
    }

    [Fact]
    [Pitfall("T03")]
    public void One_that_may_be_on_its_way_is_looked_for_until_it_cannot_be_any_more()
    {
        MemoryTrader trader = Left(sentNs: long.MaxValue / 2, places: false);
        long startNs = trader.NowNs;
        Assert.True(trader.RunUntil(() => trader.IsLive, 5), trader.Story());
        Assert.Equal(2, trader.Session.ElsewhereLeft);
        AssertStops(trader, isConfirmed: true);
        Assert.InRange(trader.NowNs - startNs, 5 * MemoryTrader.Second, 8 * MemoryTrader.Second);
        Assert.Equal([(true, false), (true, false)], Enumerable.Range(0, 2).Select(trader.Session.ElsewhereEnd));
    }

    [Fact]
    [Pitfall("T03")]
    public void Where_the_venue_refuses_a_stop_is_not_confirmed()
    {
        MemoryTrader trader = Left(sentNs: 0);
        trader.Fault(new Fault { Kind = FaultKind.Reject, Method = "private/cancel_by_label", Code = 11029, Count = 1_000 });
        Assert.True(trader.RunUntil(() => trader.IsLive, 5), trader.Story());
        Assert.Equal((4, 2), Open(trader));
        AssertStops(trader, isConfirmed: false);
        Assert.Contains("2 order(s) of earlier sessions may still be open on instruments that this one does not trade", trader.Ending!.Failure, StringComparison.Ordinal);
        Assert.Contains(trader.Troubles, trouble => trouble.Contains($"the order {s_labels[0]} may still be open on ETH-PERPETUAL", StringComparison.Ordinal));
    }

    private static void AssertStops(MemoryTrader trader, bool isConfirmed)
    {
        trader.Trader.Trading.BeginStop(trader.NowNs);
        Assert.True(trader.RunUntil(() => trader.Ending is not null, 20), trader.Story());
        Assert.True(trader.Ending!.OrdersConfirmedGone == isConfirmed, trader.Ending.Failure);
        Assert.Empty(trader.OpenOrders());
    }

    private static MemoryTrader Left(long sentNs, bool places = true)
    {
        SessionOptions session = MemoryTrader.Options with { Elsewhere = [.. s_labels.Select(label => new OrderElsewhere(label, "ETH-PERPETUAL", sentNs))] };
        MemoryTrader trader = new(
            new ExchangeOptions { Instruments = ["BTC-PERPETUAL", "ETH-PERPETUAL"], Tier = 1, Limits = false }, new() { StopNs = 10 * MemoryTrader.Second }, session);
        for (int i = 0; i < 2 && places; i++)
        {
            // Far from the market: nobody meets them.
            string ticker = trader.Ask("public/ticker", "\"instrument_name\":\"ETH-PERPETUAL\"");
            string limit = i == 0 ? "min_price" : "max_price";
            string price = ticker[(ticker.IndexOf($"\"{limit}\":", StringComparison.Ordinal) + limit.Length + 3)..].Split(',', '}')[0];
            foreach (string label in (string[])[$",\"label\":\"{s_labels[i]}\"", ""])
                trader.Ask(i == 0 ? "private/buy" : "private/sell", $"\"instrument_name\":\"ETH-PERPETUAL\",\"amount\":10,\"type\":\"limit\",\"price\":{price}{label}");
        }

        if (places)
            Assert.Equal((4, 2), Open(trader));
        return trader;
    }

    /// <summary>How many orders the venue has open there, and how many of them carry our labels.</summary>
    private static (int All, int Ours) Open(MemoryTrader trader)
    {
        string text = trader.Ask("private/get_open_orders_by_instrument", "\"instrument_name\":\"ETH-PERPETUAL\"");
        return (text.Split("\"order_id\":").Length - 1, s_labels.Count(label => text.Contains(label.ToString(), StringComparison.Ordinal)));
    }
}

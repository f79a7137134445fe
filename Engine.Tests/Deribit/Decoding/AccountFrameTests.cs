using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Deribit.Decoding;

public class AccountFrameTests
{
    private readonly DecoderBench _bench = new();

    [Fact]
    public void A_change_of_the_account_gives_orders_then_fills_then_positions()
    {
        _bench.Decode(Frames.Changes($"[{Frames.Order()},{Frames.Order(id: "2")}]", $"[{Frames.UserTrade()}]", $"[{Frames.Position()}]"));
        Assert.Equal([EventKind.Order, EventKind.Order, EventKind.Fill, EventKind.Position], _bench.Events.ToArray().Select(e => e.Kind));
        Assert.All(_bench.Events.ToArray(), e => Assert.Equal((EventFlags.None, DecoderBench.Now), (e.Flags, e.ReceiveNs)));
    }

    [Fact]
    public void An_order_of_ours_keeps_label_id_terms_and_state()
    {
        EngineEvent e = _bench.One(Frames.Changes($"[{Frames.Order(price: "3.2e4", filled: "3.0e2")}]"));
        Assert.Equal("mm-00002a-00-b-00-000007", e.Order.Label.ToString());
        Assert.Equal("74311538594", e.Order.OrderId.ToString());
        Assert.Equal((64_000, 100, 30), (e.Order.Price.Ticks, e.Order.Amount.Lots, e.Order.Filled.Lots));
        Assert.Equal((VenueOrderState.Open, CancelReason.None, Side.Buy), (e.Order.State, e.Order.CancelReason, e.Side));
        Assert.Equal(OrderFlags.PostOnly | OrderFlags.RejectPostOnly | OrderFlags.Limit, e.Order.Flags);
        Assert.Equal((1_765_463_719_142, 1_765_463_719_555_000_000), (e.Order.CreatedMs, e.ExchangeNs));
    }

    [Theory]
    [InlineData("open", VenueOrderState.Open)]
    [InlineData("filled", VenueOrderState.Filled)]
    [InlineData("cancelled", VenueOrderState.Cancelled)]
    [InlineData("rejected", VenueOrderState.Rejected)]
    [InlineData("untriggered", VenueOrderState.Untriggered)]
    [InlineData("triggered", VenueOrderState.Triggered)]
    [InlineData("speed_bumped", VenueOrderState.Open)] // alive until the venue says otherwise
    [InlineData("of_a_later_year", VenueOrderState.Open)]
    public void Every_word_for_a_state_is_known_and_a_new_one_counts_as_alive(string word, VenueOrderState state) =>
        Assert.Equal(state, _bench.One(Frames.Changes($"[{Frames.Order(word)}]")).Order.State);

    [Theory]
    [InlineData("user_request", CancelReason.UserRequest)]
    [InlineData("cancel_on_disconnect", CancelReason.CancelOnDisconnect)]
    [InlineData("edit_post_only_reject", CancelReason.EditPostOnlyReject)]
    [InlineData("mmp_trigger", CancelReason.MmpTrigger)]
    [InlineData("order_overlap", CancelReason.SelfTrade)]
    [InlineData("order_overlap_another_sub", CancelReason.SelfTrade)]
    [InlineData("autoliquidation", CancelReason.Liquidation)]
    [InlineData("settlement", CancelReason.Other)]
    public void Every_reason_of_a_cancellation_is_known(string word, CancelReason reason) =>
        Assert.Equal(reason, _bench.One(Frames.Changes($"[{Frames.Order("cancelled", more: $",\"cancel_reason\":\"{word}\"")}]")).Order.CancelReason);

    [Theory]
    [InlineData("9gACGAK_UkUAAQAAAAAA")]
    [InlineData("")]
    [InlineData("mm-00002A-00-b-00-000007")] // ours are lower case
    [InlineData("mm-000000-00-b-00-000007")] // session 0 was never ours
    [InlineData("a label \\\"of\\u0020someone\\\" else, escaped and long enough for any scratch space of the decoder")]
    [Pitfall("T14")]
    public void A_strangers_order_is_told_apart(string label) =>
        Assert.False(_bench.One(Frames.Changes($"[{Frames.Order(label: label)}]")).Order.Label.IsOurs);

    [Theory]
    [InlineData("\"market_price\"")]
    [InlineData("32000.25")] // another day's grid
    [InlineData("null")]
    [InlineData("0.0")]
    [Pitfall("T41")]
    public void An_order_without_a_price_on_our_grid_is_still_known(string price)
    {
        EngineEvent e = _bench.One(Frames.Changes($"[{Frames.Order(price: price)}]"));
        Assert.False(e.Order.Price.IsSome);
        Assert.True(e.Order.Label.IsOurs);
    }

    [Fact]
    [Pitfall("T41")]
    public void A_missing_filled_amount_counts_as_nothing_filled()
    {
        string order = Frames.Order().Replace("\"filled_amount\":0.0,", "", StringComparison.Ordinal);
        Assert.Equal(0, _bench.One(Frames.Changes($"[{order}]")).Order.Filled.Lots);
    }

    [Theory]
    [InlineData("\"order_id\":\"74311538594\"", "\"order_id\":null")]
    [InlineData("\"order_id\":\"74311538594\",", "")]
    [Pitfall("T15")]
    public void An_order_of_ours_whose_id_the_venue_owes_is_known_by_its_label_and_a_strangers_is_not_believed(string good, string bad)
    {
        EngineEvent e = _bench.One(Frames.Changes($"[{Frames.Order().Replace(good, bad, StringComparison.Ordinal)}]"));
        Assert.Equal((EventKind.Order, true, VenueId.None, 100), (e.Kind, e.Order.Label.IsOurs, e.Order.OrderId, e.Order.Amount.Lots));
        _bench.Refuses(Frames.Changes($"[{Frames.Order(label: "mine").Replace(good, bad, StringComparison.Ordinal)}]"));
    }

    [Fact]
    [Pitfall("T49")]
    public void A_fill_of_another_days_tick_is_told_with_its_exact_price()
    {
        EngineEvent e = _bench.One(Frames.Changes(trades: $"[{Frames.UserTrade().Replace("\"price\":92037.0", "\"price\":92037.25", StringComparison.Ordinal)}]"));
        Assert.Equal((EventKind.Fill, 92_037_250_000_000, 1), (e.Kind, e.Fill.PriceE9, e.Fill.Size.Lots));
    }

    [Theory]
    [InlineData("\"order_id\":\"74311538594\"", "\"order_id\":74311538594")]
    [InlineData("\"order_id\":\"74311538594\"", "\"order_id\":\"an id of more than 24 bytes\"")]
    [InlineData("\"order_id\":\"74311538594\"", "\"order_id\":\"\"")]
    [InlineData("\"order_state\":\"open\"", "\"order_state\":null")]
    [InlineData("\"order_state\":\"open\"", "\"order_state\":1")]
    [InlineData("\"order_state\":\"open\",", "")]
    [InlineData("\"direction\":\"buy\"", "\"direction\":\"hold\"")]
    [InlineData("\"direction\":\"buy\",", "")]
    [InlineData("\"amount\":1000.0,", "")]
    [InlineData("\"amount\":1000.0", "\"amount\":null")]
    [InlineData("\"amount\":1000.0", "\"amount\":\"1000.0\"")]
    [InlineData("\"amount\":1000.0", "\"amount\":1005.0")]
    [InlineData("\"amount\":1000.0", "\"amount\":-1000.0")]
    [InlineData("\"amount\":1000.0", "\"amount\":1e400")]
    [InlineData("\"filled_amount\":0.0", "\"filled_amount\":0.5")]
    [InlineData("\"filled_amount\":0.0", "\"filled_amount\":true")]
    [InlineData("\"post_only\":true", "\"post_only\":\"true\"")]
    [InlineData("\"creation_timestamp\":1765463719142", "\"creation_timestamp\":1.5")]
    [InlineData("\"label\":\"mm-00002a-00-b-00-000007\"", "\"label\":7")]
    public void An_order_that_cannot_be_read_is_never_half_believed(string good, string bad)
    {
        string order = Frames.Order();
        Assert.Contains(good, order, StringComparison.Ordinal);
        _bench.Refuses(Frames.Changes($"[{Frames.Order()},{order.Replace(good, bad, StringComparison.Ordinal)}]", $"[{Frames.UserTrade()}]"));
    }

    [Fact]
    public void A_fill_keeps_its_identity_side_price_fee_and_liquidity()
    {
        EngineEvent e = _bench.One(Frames.Changes(trades: $"[{Frames.UserTrade(direction: "sell", liquidity: "T", fee: "-5.0e-8")}]"));
        Assert.Equal((EventKind.Fill, Side.Sell, (byte)Liquidity.Taker), (e.Kind, e.Side, e.Tag));
        Assert.Equal(("208465104", "74365704227"), (e.Fill.TradeId.ToString(), e.Fill.OrderId.ToString()));
        Assert.Equal((92_037_000_000_000, 1, -50, 123_024_306), (e.Fill.PriceE9, e.Fill.Size.Lots, e.Fill.FeeE9, e.Fill.TradeSequence));
        Assert.Equal((92_035_220_000_000, 92_035_410_000_000), (e.Fill.IndexE9, e.Fill.MarkE9));
        Assert.Equal(1_765_505_266_849_000_000, e.ExchangeNs);
        Assert.True(e.Fill.Label.IsOurs);
        Assert.Equal((byte)Liquidity.Maker, _bench.One(Frames.Changes(trades: $"[{Frames.UserTrade()}]")).Tag);
    }

    [Theory]
    [InlineData("\"trade_id\":\"208465104\",", "")]
    [InlineData("\"trade_id\":\"208465104\"", "\"trade_id\":208465104")]
    [InlineData("\"trade_seq\":123024306,", "")] // the identity that paging and counting once rely on
    [InlineData("\"trade_seq\":123024306", "\"trade_seq\":0")]
    [InlineData("\"trade_seq\":123024306", "\"trade_seq\":-1")]
    [InlineData("\"trade_seq\":123024306", "\"trade_seq\":null")]
    [InlineData("\"price\":92037.0", "\"price\":0.0")]
    [InlineData("\"price\":92037.0", "\"price\":null")]
    [InlineData("\"amount\":10.0", "\"amount\":0.0")]
    [InlineData("\"amount\":10.0", "\"amount\":1.0")]
    [InlineData("\"amount\":10.0,", "")]
    [InlineData("\"direction\":\"buy\",", "")]
    [InlineData("\"direction\":\"buy\"", "\"direction\":\"zero\"")]
    [InlineData(",\"liquidity\":\"M\"", "")]
    [InlineData("\"liquidity\":\"M\"", "\"liquidity\":null")]
    [InlineData("\"fee\":5.0e-8", "\"fee\":null")]
    [InlineData("\"fee\":5.0e-8,", "")]
    public void A_fill_that_cannot_be_read_is_never_half_booked(string good, string bad)
    {
        string trade = Frames.UserTrade();
        Assert.Contains(good, trade, StringComparison.Ordinal);
        _bench.Refuses(Frames.Changes(trades: $"[{trade.Replace(good, bad, StringComparison.Ordinal)}]"));
    }

    [Fact]
    public void An_inverse_position_counts_in_its_usd_size()
    {
        EngineEvent e = _bench.One(Frames.Changes(positions: $"[{Frames.Position()}]"));
        Assert.Equal((EventKind.Position, -2), (e.Kind, e.Position.Lots));
        Assert.Equal((92_000_500_000_000, 92_035_410_000_000, 92_035_220_000_000), (e.Position.AverageE9, e.Position.MarkE9, e.Position.IndexE9));
        Assert.Equal((100, -397, -250, 1), (e.Position.FloatingE9, e.Position.RealizedE9, e.Position.TotalE9, e.Position.FundingE9));
        Assert.Equal(90_484_970_000_000, e.Position.SettlementE9);
    }

    [Fact]
    [Pitfall("T40")]
    public void A_linear_position_counts_in_its_coin_size() =>
        Assert.Equal(-13, _bench.One(Frames.Changes(positions: $"[{Frames.Position("-119.7", "BTC_USDC-PERPETUAL", "-0.0013")}]")).Position.Lots);

    [Theory]
    [InlineData("null")]
    [InlineData("\"-0.0013\"")]
    [InlineData("-0.00135")]
    public void A_linear_position_whose_coin_size_is_not_told_is_not_taken_for_flat(string sizeCurrency) =>
        _bench.Refuses(Frames.Changes(positions: $"[{Frames.Position("-119.7", "BTC_USDC-PERPETUAL", sizeCurrency)}]"));

    [Fact]
    public void A_linear_position_without_its_coin_size_is_not_taken_for_flat()
    {
        string position = Frames.Position("-119.7", "BTC_USDC-PERPETUAL").Replace(",\"size_currency\":-2.2e-4", "", StringComparison.Ordinal);
        _bench.Refuses(Frames.Changes(positions: $"[{position}]"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("-25.0")]
    [InlineData("\"-20.0\"")]
    public void A_position_that_cannot_be_read_is_never_half_believed(string size) => _bench.Refuses(Frames.Changes(positions: $"[{Frames.Position(size)}]"));

    [Fact]
    public void Orders_fills_and_positions_of_instruments_not_traded_are_passed_over()
    {
        const string Other = "ETH-27MAR26";
        DecodeResult result = _bench.Decode(Frames.Changes(
            $"[{Frames.Order(instrument: Other, amount: "0.3")}]", $"[{Frames.UserTrade(instrument: Other, price: "0.0123")}]", $"[{Frames.Position("0.1", Other)}]", "any.any"));
        Assert.Equal(FrameKind.Notification, result.Kind);
        Assert.Equal(0, _bench.Events.Length);
    }

    [Theory]
    [InlineData("""{"orders":[],"positions":[]}""")]
    [InlineData("""{"trades":[],"positions":[]}""")]
    [InlineData("""{"orders":{},"trades":null}""")]
    [InlineData("""[]""")]
    public void A_change_of_the_account_without_orders_or_trades_cannot_be_read(string data)
    {
        _bench.Refuses(Frames.Notification("user.changes.BTC-PERPETUAL.raw", data));
        Assert.Equal(ChannelKind.UserChanges, _bench.Result.Channel);
    }

    [Fact]
    public void User_orders_come_alone_or_as_a_list()
    {
        Assert.Equal(EventKind.Order, _bench.One(Frames.Notification("user.orders.BTC-PERPETUAL.raw", Frames.Order())).Kind);
        _bench.Decode(Frames.Notification("user.orders.BTC-PERPETUAL.100ms", $"[{Frames.Order()},{Frames.Order(id: "2")}]"));
        Assert.Equal(2, _bench.Events.Length);
        Assert.Equal(EventKind.Fill, _bench.One(Frames.Notification("user.trades.BTC-PERPETUAL.raw", $"[{Frames.UserTrade()}]")).Kind);
    }

    [Theory]
    [InlineData("""{"frozen_until":1790755228123}""", FrameKind.Protection, 1_790_755_228_123)]
    [InlineData("""{"frozen_until":0}""", FrameKind.Protection, 0)]
    [InlineData("""{"frozen_until":null,"mmp_group":null}""", FrameKind.Protection, 0)]
    [InlineData("""{"frozen_until":1790755228123,"mmp_group":"mass"}""", FrameKind.Notification, 1_790_755_228_123)] // of mass quotes, which are not ours
    public void A_protection_that_has_fired_tells_its_index_and_until_when(string data, FrameKind kind, long frozenUntilMs)
    {
        DecodeResult result = _bench.Decode(Frames.Notification("user.mmp_trigger.btc_usd", data));
        Assert.Equal((kind, ChannelKind.MmpTrigger, "btc_usd", frozenUntilMs), (result.Kind, result.Channel, result.PriceIndex.ToString(), result.FrozenUntilMs));
        Assert.Equal(0, _bench.Events.Length);
    }

    [Fact]
    [Pitfall("T44")]
    public void An_account_object_gives_equity_and_margins_in_its_currency()
    {
        EngineEvent e = _bench.One(Frames.Notification("user.portfolio.btc", Frames.Account()));
        Assert.Equal((EventKind.Portfolio, EngineEvent.NoInstrument), (e.Kind, e.Instrument));
        Assert.Equal("BTC", e.Portfolio.Currency.ToString());
        Assert.Equal((10_002_950_590, 10_000_000_000, 10_002_950_590, 10_002_000_000), (e.Portfolio.EquityE9, e.Portfolio.BalanceE9, e.Portfolio.MarginBalanceE9, e.Portfolio.AvailableE9));
        Assert.Equal((1_000_000, 500_000, 10, -400, -220_000), (e.Portfolio.InitialMarginE9, e.Portfolio.MaintenanceMarginE9, e.Portfolio.SessionUplE9, e.Portfolio.SessionRplE9, e.Portfolio.DeltaTotalE9));
    }

    [Theory]
    [InlineData("""{"equity":1.0}""")]
    [InlineData("""{"currency":"BTC"}""")]
    [InlineData("""{"currency":"BTC","equity":null}""")]
    [InlineData("""{"currency":null,"equity":1.0}""")]
    [InlineData("""{"currency":"TOOLONGNAME","equity":1.0}""")]
    public void An_account_object_without_currency_or_equity_cannot_be_read(string data) => _bench.Refuses(Frames.Notification("user.portfolio.btc", data));
}

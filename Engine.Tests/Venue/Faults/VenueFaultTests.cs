using System.Globalization;
using System.Text.Json;
using Engine.Core.Venue;
using Engine.Core.Venue.Rpc.Sessions;
using Xunit;
using static Engine.Tests.Venue.Faults.FaultWorld;

namespace Engine.Tests.Venue.Faults;

/// <summary>What befalls the venue itself: maintenance, locks, other ticks and states, a wrong clock, money, liquidation, jumps, a restart.</summary>
public sealed class VenueFaultTests
{
    private const string Platform = "platform_state";
    private const string States = "instrument.state.future.BTC";

    private static readonly object s_order = new { instrument_name = Instrument, amount = 10, price = 50_000 };
    private readonly FaultWorld _world = new FaultWorld().Watching(Platform, States, Book);

    [Fact]
    public void A_token_lives_as_long_as_it_says_while_the_shown_clock_is_off()
    {
        var world = new FaultWorld();
        world.Inject(new { kind = "clock_step", step_ms = -3_600_000 });
        var client = new VenueClient(world.World);
        client.Result("public/auth", new { grant_type = "client_credentials", client_id = "k", client_secret = "s", scope = "expires:600" });
        client.Result("private/get_positions");
        client.Result("public/set_heartbeat", new { interval = 3600 });
        world.World.Wait(599 * VenueWorld.Second);
        client.Result("private/get_positions");
        world.World.Wait(2 * VenueWorld.Second);
        Assert.Contains("13009", client.Error("private/get_positions"));
    }

    [Fact]
    public void A_deposit_that_comes_later_is_among_the_deposits()
    {
        var world = new FaultWorld();
        world.Inject(new { kind = "deposit", key = "watcher", currency = "BTC", amount = 2.5 });
        world.World.Wait(VenueWorld.Second);
        System.Text.Json.JsonElement deposits = world.Watcher.Result("private/get_deposits", new { currency = "BTC" });
        Assert.Equal("2", VenueClient.At(deposits, "count"));
        Assert.Equal("2.5", VenueClient.At(deposits, "data.0.amount"));
        Assert.Equal(1, world.Watcher.Result("private/get_deposits", new { currency = "BTC", offset = 1 }).GetProperty("data").GetArrayLength());
    }

    [Fact]
    public void A_maintenance_is_told_refuses_all_but_session_requests_and_ends_as_it_began()
    {
        _world.Buy(_world.Watcher, 50_000);
        long id = _world.Inject(new { kind = "maintenance", for_ms = 3000 });
        Assert.Equal("""{"maintenance":true}""", Assert.Single(_world.Watcher.Take(Platform)).GetRawText());
        foreach (string method in (string[])["private/buy", "private/cancel_all", "private/get_positions", "public/ticker"])
            Assert.Equal("""{"code":11051,"message":"system_maintenance"}""", _world.Watcher.Error(method, s_order));
        _world.Watcher.Result("public/test");
        VenueClient late = _world.World.Client("late");
        late.Result("private/subscribe", new { channels = (string[])[Platform] });
        Assert.Equal("""{"maintenance":true}""", late.Take(Platform)[^1].GetRawText());
        Assert.Equal("true", VenueClient.At(_world.Watcher.Result("public/status"), "locked"));
        Assert.Equal("halted", Assert.Single(_world.Watcher.Take(States)).GetProperty("state").GetString());
        _world.Wait(3000 * Ms);
        Assert.Equal("over", _world.State(id));
        Assert.Equal("""{"maintenance":false}""", Assert.Single(_world.Watcher.Take(Platform)).GetRawText());
        Assert.Equal("open", Assert.Single(_world.Watcher.Take(States)).GetProperty("state").GetString());
        Assert.Equal("false", VenueClient.At(_world.Watcher.Result("public/status"), "locked"));
        Assert.Single(_world.OpenOrders(_world.Watcher));
        _world.Watcher.Result("private/buy", s_order);
    }

    [Fact]
    public void A_locked_index_is_told_and_its_instruments_take_no_orders_but_cancels()
    {
        string order = _world.Buy(_world.Watcher, 50_000);
        long id = _world.Inject(new { kind = "lock", index = "btc_usd" });
        Assert.Equal("""{"locked":true,"price_index":"btc_usd"}""", Assert.Single(_world.Watcher.Take(Platform)).GetRawText());
        Assert.Equal("""{"code":10012,"message":"book_closed"}""", _world.Watcher.Error("private/buy", s_order));
        _world.Watcher.Result("private/buy", new { instrument_name = "ETH-PERPETUAL", amount = 10, price = 1000 });
        _world.Watcher.Result("private/cancel", new { order_id = order });
        Assert.Equal("""{"locked":"partial","locked_currencies":["BTC"]}""", _world.Watcher.Result("public/status").GetRawText());
        VenueClient late = _world.World.Client("late");
        late.Result("private/subscribe", new { channels = (string[])[Platform] });
        Assert.Equal((string[])["""{"locked":true,"price_index":"btc_usd"}""", """{"locked":false,"price_index":"eth_usd"}"""], late.Take(Platform).Select(state => state.GetRawText()));
        _world.Clear(id);
        Assert.Equal("""{"locked":false,"price_index":"btc_usd"}""", Assert.Single(_world.Watcher.Take(Platform)).GetRawText());
        _world.Watcher.Result("private/buy", s_order);
    }

    [Fact]
    public void Another_tick_size_is_shown_and_cancels_what_is_off_it_and_keeps_the_place_of_the_rest()
    {
        string off = _world.Buy(_world.Watcher, 84_500.5);
        string first = _world.Buy(_world.Watcher, 84_505);
        string second = _world.Buy(_world.Other, 84_505);
        _world.Watcher.Frames.Clear();
        long id = _world.Inject(new { kind = "tick_size", instrument = Instrument, tick_size = 2.5, for_ms = 60_000 });
        Assert.Equal((string[])["halted", "open"], _world.Watcher.Take(States).Select(state => state.GetProperty("state").GetString()));
        Assert.Equal("""[["delete",84500.5,0.0]]""", Assert.Single(_world.Watcher.Take(Book)).GetProperty("bids").GetRawText());
        Assert.Equal("2.5", Tick());
        Assert.Equal("cancelled", VenueClient.At(_world.Watcher.Result("private/get_order_state", new { order_id = off }), "order_state"));
        Assert.Contains("must conform to tick size", _world.Watcher.Error("private/buy", new { instrument_name = Instrument, amount = 10, price = 84_501 }), StringComparison.Ordinal);
        Assert.Contains("must conform to tick size", _world.Watcher.Error("private/edit", new { order_id = first, amount = 10, price = 84_500.5 }), StringComparison.Ordinal);
        _world.Sell(_world.World.Client("taker"), 84_505);
        Assert.Equal("filled", VenueClient.At(_world.Watcher.Result("private/get_order_state", new { order_id = first }), "order_state"));
        Assert.Equal("open", VenueClient.At(_world.Other.Result("private/get_order_state", new { order_id = second }), "order_state"));
        _world.Wait(60_000 * Ms);
        Assert.Equal("over", _world.State(id));
        Assert.Equal("0.5", Tick());
        _world.Buy(_world.Watcher, 84_500.5);
    }

    [Theory]
    [InlineData(2.5, 4_000, 5, 2_000, "2.5", "0.5")] // the second begins and ends within the first
    [InlineData(2.5, 2_000, 5, 4_000, "5.0", "0.5")] // the second outlasts it
    [InlineData(5, 2_000, 5, 4_000, "5.0", "0.5")]
    public void Overlapping_tick_sizes_leave_the_listed_one(double first, int firstMs, double second, int secondMs, string between, string after)
    {
        _world.Inject(new { kind = "tick_size", instrument = Instrument, tick_size = first, for_ms = firstMs });
        _world.Wait(100 * Ms);
        _world.Inject(new { kind = "tick_size", instrument = Instrument, tick_size = second, for_ms = secondMs });
        _world.Wait(2_500 * Ms);
        Assert.Equal(between, Tick());
        _world.Wait(2_500 * Ms);
        Assert.Equal(after, Tick());
    }

    [Fact]
    public void On_another_tick_size_post_only_slides_by_it_and_the_band_lies_on_it()
    {
        _world.Inject(new { kind = "tick_size", instrument = Instrument, tick_size = 5 });
        _world.Sell(_world.Other, 85_005);
        JsonElement order = _world.Watcher.Result("private/buy", new { instrument_name = Instrument, amount = 10, price = 85_010, post_only = true });
        Assert.Equal(8.5e4, order.GetProperty("order").GetProperty("price").GetDouble());
        JsonElement ticker = _world.Watcher.Result("public/ticker", new { instrument_name = Instrument });
        Assert.Equal(0, ticker.GetProperty("max_price").GetDecimal() % 5);
        Assert.Equal(0, ticker.GetProperty("min_price").GetDecimal() % 5);
        foreach (object tick in (object[])[0.75, 0.1, 10_000])
            Assert.Contains("or a multiple of it", _world.Control.Error("control/inject", new { kind = "tick_size", instrument = Instrument, tick_size = tick }), StringComparison.Ordinal);
    }

    [Fact]
    public void The_crowd_quotes_on_the_new_tick_size()
    {
        FaultWorld world = new(new ExchangeOptions { Limits = false, Speed = 5, Seed = 3 });
        world.Wait(1000 * Ms);
        world.Inject(new { kind = "tick_size", instrument = Instrument, tick_size = 2.5 });
        for (int i = 0; i < 20; i++)
        {
            world.Wait(500 * Ms);
            JsonElement book = world.Watcher.Result("public/get_order_book", new { instrument_name = Instrument, depth = 1000 });
            foreach (string side in (string[])["bids", "asks"])
            {
                Assert.InRange(book.GetProperty(side).GetArrayLength(), 20, 1000);
                Assert.All(book.GetProperty(side).EnumerateArray(), level => Assert.Equal(0, level[0].GetDecimal() % 2.5m));
            }
        }
    }

    [Theory]
    [InlineData("halted", 10012)]
    [InlineData("locked", 10012)]
    [InlineData("inactive", 10012)]
    [InlineData("settlement", 10041)]
    public void An_instrument_in_another_state_is_told_and_takes_no_orders_until_it_is_open_again(string state, int code)
    {
        _world.Inject(new { kind = "instrument_state", instrument = Instrument, state, for_ms = 1000 });
        Assert.Equal(state, Assert.Single(_world.Watcher.Take(States)).GetProperty("state").GetString());
        Assert.Contains($"\"code\":{code.ToString(CultureInfo.InvariantCulture)}", _world.Watcher.Error("private/buy", s_order), StringComparison.Ordinal);
        Assert.Equal(state, VenueClient.At(_world.Watcher.Result("public/ticker", new { instrument_name = Instrument }), "state"));
        _world.Wait(1000 * Ms);
        Assert.Equal("open", Assert.Single(_world.Watcher.Take(States)).GetProperty("state").GetString());
        _world.Watcher.Result("private/buy", s_order);
    }

    [Theory]
    [InlineData(3_600_000)]
    [InlineData(-3_600_000)]
    public void A_wrong_clock_shows_in_every_timestamp_and_moves_no_timer(long stepMs)
    {
        _world.Watcher.Result("public/set_heartbeat", new { interval = 10 });
        long nowMs = _world.World.NowNs / Ms;
        long id = _world.Inject(new { kind = "clock_step", step_ms = stepMs });
        JsonElement reply = _world.Watcher.Ask("public/get_time");
        Assert.Equal(nowMs + stepMs, reply.GetProperty("result").GetInt64());
        Assert.Equal((nowMs + stepMs) * 1000, reply.GetProperty("usIn").GetInt64() / 1000 * 1000);
        JsonElement order = _world.Watcher.Result("private/buy", s_order);
        Assert.Equal(nowMs + stepMs, order.GetProperty("order").GetProperty("creation_timestamp").GetInt64());
        Assert.Equal(nowMs + stepMs, Assert.Single(_world.Watcher.Take(Book)).GetProperty("timestamp").GetInt64());
        _world.Wait(11_000 * Ms);
        Assert.Null(_world.Watcher.Session.End);
        _world.Clear(id);
        Assert.Equal(_world.World.NowNs / Ms, _world.Watcher.Result("public/get_time").GetInt64());
    }

    [Theory]
    [InlineData(86_000_000)]
    [InlineData(-86_000_000)]
    public void Under_a_wrong_clock_the_market_goes_on_and_takers_are_held_no_longer(long stepMs)
    {
        FaultWorld world = new(new ExchangeOptions { Limits = false, Instruments = ["BTC-PERPETUAL", "ETH_USDC-PERPETUAL"] });
        world.Wait(1000 * Ms);
        world.Inject(new { kind = "clock_step", step_ms = stepMs, for_ms = 5000 });
        for (int i = 0; i < 4; i++)
        {
            world.Send(world.Watcher, 900 + i, "private/buy", new { instrument_name = "ETH_USDC-PERPETUAL", amount = 0.1, type = "market" });
            world.Wait(3000 * Ms);
            Assert.Contains($"\"id\":{(900 + i).ToString(CultureInfo.InvariantCulture)},\"result\"", Assert.Single(world.Watcher.Frames), StringComparison.Ordinal);
            world.Watcher.Frames.Clear();
        }
    }

    [Fact]
    public void Money_comes_and_goes()
    {
        decimal before = Equity();
        _world.Inject(new { kind = "deposit", key = "watcher", currency = "btc", amount = 2.5 });
        Assert.Equal(before + 2.5m, Equity());
        _world.Inject(new { kind = "deposit", key = "watcher", currency = "BTC", amount = -0.5 });
        Assert.Equal(before + 2m, Equity());
        JsonElement log = _world.Watcher.Result("private/get_transaction_log", new { currency = "BTC", start_timestamp = 0, end_timestamp = long.MaxValue / 2_000_000 });
        Assert.Equal((decimal[])[-0.5m, 2.5m], log.GetProperty("logs").EnumerateArray().Take(2).Select(line => line.GetProperty("change").GetDecimal()));
        Assert.Contains("\"param\":\"currency\"", _world.Control.Error("control/inject", new { kind = "deposit", key = "watcher", currency = "DOGE", amount = 1 }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_liquidation_cancels_the_orders_and_closes_the_position()
    {
        _world.Fill();
        string order = _world.Buy(_world.Watcher, 50_000);
        _world.Buy(_world.Other, 84_990, 1000);
        _world.Inject(new { kind = "liquidate", key = "watcher" });
        JsonElement cancelled = _world.Watcher.Result("private/get_order_state", new { order_id = order });
        Assert.Equal("autoliquidation", VenueClient.At(cancelled, "cancel_reason"));
        Assert.Equal("0.0", VenueClient.At(_world.Watcher.Result("private/get_position", new { instrument_name = Instrument }), "size"));
    }

    [Fact]
    public void A_liquidation_trades_in_no_book_that_is_not_open()
    {
        _world.Fill();
        _world.Buy(_world.Other, 84_990, 1000);
        string order = _world.Buy(_world.Watcher, 50_000);
        _world.Inject(new { kind = "lock", index = "btc_usd" });
        _world.Inject(new { kind = "liquidate", key = "watcher" });
        Assert.Equal("cancelled", VenueClient.At(_world.Watcher.Result("private/get_order_state", new { order_id = order }), "order_state"));
        Assert.Equal("10.0", VenueClient.At(_world.Watcher.Result("private/get_position", new { instrument_name = Instrument }), "size"));
    }

    [Fact]
    public void A_lock_over_a_halted_book_ends_as_it_began()
    {
        long halt = _world.Inject(new { kind = "instrument_state", instrument = Instrument, state = "halted" });
        long id = _world.Inject(new { kind = "lock", index = "btc_usd" });
        _world.Clear(id);
        Assert.Equal(["halted", "locked", "halted"], _world.Watcher.Take(States).Select(data => VenueClient.At(data, "state")));
        id = _world.Inject(new { kind = "lock", index = "btc_usd" });
        _world.Clear(halt);
        _world.Clear(id);
        Assert.Equal(["locked", "open"], _world.Watcher.Take(States).Select(data => VenueClient.At(data, "state")));
    }

    [Fact]
    public void Of_two_locks_the_last_to_end_unlocks()
    {
        long all = _world.Inject(new { kind = "lock" });
        long one = _world.Inject(new { kind = "lock", index = "btc_usd" });
        _world.Clear(all);
        Assert.Contains("10012", _world.Watcher.Error("private/buy", s_order), StringComparison.Ordinal);
        _world.Clear(one);
        Assert.Equal("""{"locked":false,"price_index":"btc_usd"}""", _world.Watcher.Take(Platform)[^1].GetRawText());
        _world.Watcher.Result("private/buy", s_order);
    }

    [Fact]
    public void A_maintenance_that_begins_during_the_settlement_outlasts_it()
    {
        FaultWorld world = new FaultWorld(VenueWorld.Quiet with { MarketStart = new TimeOnly(7, 59, 59) }).Watching(States);
        world.Wait(2000 * Ms);
        world.Inject(new { kind = "maintenance", for_ms = 10_000 });
        world.Wait(5000 * Ms);
        Assert.Equal(["settlement", "halted"], world.Watcher.Take(States).Select(data => VenueClient.At(data, "state")));
        world.Wait(5000 * Ms);
        Assert.Equal("open", VenueClient.At(Assert.Single(world.Watcher.Take(States)), "state"));
    }

    [Fact]
    public void Prices_jump_by_what_was_asked_for()
    {
        _world.Wait(2000 * Ms);
        (double btc, double eth) = (Index("btc_usd"), Index("eth_usd"));
        _world.Inject(new { kind = "price_jump", index = "btc_usd", percent = -10 });
        _world.Wait(2000 * Ms);
        Assert.Equal(btc * 0.9, Index("btc_usd"), 0.02);
        Assert.Equal(eth, Index("eth_usd"), 0.02);
    }

    [Fact]
    public void A_jump_takes_the_crowd_with_it()
    {
        FaultWorld world = new(new ExchangeOptions { Limits = false });
        world.Wait(1000 * Ms);
        double before = Mid(world);
        world.Inject(new { kind = "price_jump", percent = 5 });
        world.Wait(5000 * Ms);
        Assert.InRange(Mid(world) / before, 1.045, 1.055);
    }

    [Theory]
    [InlineData("keep", 1)]
    [InlineData("lose", 0)]
    public void A_restart_cuts_every_connection_ends_tokens_and_keeps_or_loses_the_orders(string orders, int kept)
    {
        _world.Watcher.Result("private/enable_cancel_on_disconnect");
        _world.Buy(_world.Watcher, 50_000);
        string token = VenueClient.At(_world.Watcher.Result("public/auth", new { grant_type = "client_credentials", client_id = "watcher", client_secret = "s", scope = "session:x" }), "access_token");
        _world.Watcher.Frames.Clear();
        _world.Inject(new { kind = "restart", orders, ms = 200 });
        foreach (VenueClient client in (VenueClient[])[_world.Watcher, _world.Other])
        {
            Assert.Equal(new SessionEnd(0, "", true), client.Session.End);
            _world.World.Exchange.Close(client.Session, _world.World.NowNs);
        }

        Assert.Empty(_world.Watcher.Frames);
        Assert.NotNull(new VenueClient(_world.World).Session.End);
        _world.Wait(200 * Ms);
        VenueClient again = new(_world.World);
        Assert.Contains("13009", again.Error("private/get_positions", new { access_token = token }), StringComparison.Ordinal);
        Assert.Equal(kept, _world.OpenOrders(again.Login("watcher")).Count);
    }

    [Theory]
    [InlineData("orders", 0, 1)]
    [InlineData("trades", 1, 0)]
    [InlineData("all", 0, 0)]
    public void A_lost_state_takes_orders_and_trades_and_no_connection_is_told(string lost, int orders, int trades)
    {
        _world.Watching("user.changes.BTC-PERPETUAL.raw", "user.orders.BTC-PERPETUAL.raw");
        _world.Fill();
        _world.Buy(_world.Watcher, 50_000);
        _world.Watcher.Frames.Clear();
        _world.Inject(new { kind = "state_loss", lost });
        Assert.DoesNotContain(_world.Watcher.Frames, frame => frame.Contains("\"user.", StringComparison.Ordinal));
        Assert.Null(_world.Watcher.Session.End);
        Assert.Equal(orders, _world.OpenOrders(_world.Watcher).Count);
        Assert.Equal(trades, Trades().GetArrayLength());
        long before = trades == 0 ? 0 : Trades()[0].GetProperty("trade_seq").GetInt64();
        _world.Fill();
        Assert.Equal(before + 1, Trades()[0].GetProperty("trade_seq").GetInt64());
        Assert.Equal(20, _world.Watcher.Result("private/get_position", new { instrument_name = Instrument }).GetProperty("size").GetDouble());
    }

    private JsonElement Trades() => _world.Watcher.Result("private/get_user_trades_by_instrument", new { instrument_name = Instrument, sorting = "desc" }).GetProperty("trades");

    private static double Mid(FaultWorld world)
    {
        JsonElement ticker = world.Watcher.Result("public/ticker", new { instrument_name = Instrument });
        return (ticker.GetProperty("best_bid_price").GetDouble() + ticker.GetProperty("best_ask_price").GetDouble()) / 2;
    }

    private string Tick() => VenueClient.At(_world.Watcher.Result("public/get_instrument", new { instrument_name = Instrument }), "tick_size");

    private decimal Equity() => _world.Watcher.Result("private/get_account_summary", new { currency = "BTC" }).GetProperty("equity").GetDecimal();

    private double Index(string name) => _world.Watcher.Result("public/get_index_price", new { index_name = name }).GetProperty("index_price").GetDouble();
}

using Engine.Native.Config;
using Engine.Native.Config.Sections;
using Xunit;

namespace Engine.Tests.Config;

public class ConfigFileTests
{
    private const string OneInstrument = "[[instrument]]\nname = \"BTC-PERPETUAL\"\n";

    [Fact]
    public void A_file_with_one_instrument_and_nothing_else_means_the_defaults()
    {
        var config = ConfigFile.Parse(OneInstrument, "engine.toml");
        Assert.Equal(ConfigText.Of(ConfigFile.Defaults), ConfigText.Of(config));
        Assert.Equal(new InstrumentConfig(), config.Instruments.Single());
        Assert.Equal(new RiskConfig(), config.Risk);
    }

    [Fact]
    public void The_example_file_reads_back_as_the_defaults() =>
        Assert.Equal(ConfigText.Of(ConfigFile.Defaults), ConfigText.Of(ConfigFile.Parse(ConfigText.Example, "example")));

    [Fact]
    public void The_example_with_every_comment_before_a_key_taken_away_is_a_good_file_too()
    {
        var lines = ConfigText.Example.Split('\n').Select(line => line.StartsWith("# ", StringComparison.Ordinal) && line.Contains(" = ", StringComparison.Ordinal)
            && line[2..].Split(" = ")[0].All(c => char.IsAsciiLetterLower(c) || c == '_') ? line[2..] : line);
        var config = ConfigFile.Parse(string.Join('\n', lines), "example");
        Assert.Equal(1, config.Hot.Cpu);
        Assert.Equal("ws://127.0.0.1:8080/ws/api/v2", config.Venue.Url?.ToString());
        Assert.Equal("engine.status", config.Status.Path);
    }

    [Fact]
    public void Every_key_reaches_its_field_and_is_written_back_unchanged()
    {
        const string Text = """
            [venue]
            env = "test"
            url = "wss://test.deribit.com/ws/api/v2"

            [[instrument]]
            name = "ETH-PERPETUAL"
            quoter = "inventory-skew"
            spread = 0.0002
            skew = 0.5
            size = 20.0
            max_inventory = 300.0
            reprice_threshold = 0.25
            reprice_seconds = 1.5
            fill_pause_seconds = 2.5

            [[instrument]]
            name = "BTC_USDC-PERPETUAL"
            quoter = "inventory-skew"
            spread = 1E-05
            skew = 0.0
            size = 1.0
            max_inventory = 1.0
            reprice_threshold = 0.0
            reprice_seconds = 3600.0
            fill_pause_seconds = 0.0

            [risk]
            price_collar = 0.5
            index_collar_bps = 900.0
            max_touch_distance_bps = 80.0
            max_touch_improvement_bps = 0.0
            max_order_size = 77.0
            max_open_orders = 4
            max_notional_usd = 600.0
            max_orders_per_second = 3
            session_loss_limit = 12.5
            drawdown_limit_usd = 20.0
            equity_drop_limit_usd = 5.0
            equity_drop_seconds = 2.5
            loss_warning_percent = 50.0
            max_maintenance_margin_percent = 30.0
            max_initial_margin_percent = 40.0
            stale_book_seconds = 0.05
            stale_mark_seconds = 3.0
            rate_reserve = 0
            far_from_touch_bps = 20.0
            mmp_interval_seconds = 5
            mmp_quantity_limit_coins = 2.0
            mmp_delta_limit_coins = 1.0
            mmp_max_quote_coins = 3.0
            mmp_pause_seconds = 4.0
            mmp_required = true
            watchdog_ms = 1500

            [hot]
            cpu = 0
            wait = "spin"
            fifo = true
            mlock = true
            threads = 2
            quote_cpu = 4
            warm_us = 75
            kernel_stamps = true

            [session]
            heartbeat_seconds = 30
            request_timeout_ms = 250
            reconnect_ms = 1
            reconnect_max_ms = 2
            redial_pace = "near"
            redial_ms = 2
            redial_seconds = 0.0
            probe_seconds = 0.1
            late_ms = 9
            ticker_silence_seconds = 0.0
            book_silence_seconds = 7.5
            connect_seconds = 2.5
            stop_seconds = 0.5

            [journal]
            path = "a \"quoted\" \\ name.db"
            pnl_interval_ms = 10
            behind_seconds = 0.5

            [status]
            path = "s.status"

            """;
        var config = ConfigFile.Parse(Text, "engine.toml");
        Assert.Equal(Text, ConfigText.Of(config));
        Assert.Equal(
            new RiskConfig
            {
                PriceCollar = 0.5, IndexCollarBps = 900, MaxTouchDistanceBps = 80, MaxTouchImprovementBps = 0, MaxOrderSizeUsd = 77, MaxOpenOrders = 4, MaxNotionalUsd = 600,
                MaxOrdersPerSecond = 3, SessionLossLimitUsd = 12.5, DrawdownLimitUsd = 20, EquityDropLimitUsd = 5, EquityDropSeconds = 2.5, LossWarningPercent = 50,
                MaxMaintenanceMarginPercent = 30, MaxInitialMarginPercent = 40, StaleBookSeconds = 0.05, StaleMarkSeconds = 3, RateReserve = 0, FarFromTouchBps = 20, WatchdogMs = 1500,
                MmpIntervalSeconds = 5, MmpQuantityLimitCoins = 2, MmpDeltaLimitCoins = 1, MmpMaxQuoteCoins = 3, MmpPauseSeconds = 4, MmpRequired = true,
            },
            config.Risk);
        Assert.Equal(new HotConfig { Cpu = 0, Wait = WaitKind.Spin, Fifo = true, Mlock = true, Threads = 2, QuoteCpu = 4, WarmUs = 75, KernelStamps = true }, config.Hot);
        Assert.Equal(
            new SessionConfig
            {
                HeartbeatSeconds = 30, RequestTimeoutMs = 250, ReconnectMs = 1, ReconnectMaxMs = 2, RedialPace = RedialPace.Near, RedialMs = 2, RedialSeconds = 0, ProbeSeconds = 0.1, LateMs = 9, TickerSilenceSeconds = 0,
                BookSilenceSeconds = 7.5, ConnectSeconds = 2.5, StopSeconds = 0.5,
            },
            config.Session);
        Assert.Equal(new JournalConfig { Path = "a \"quoted\" \\ name.db", PnlIntervalMs = 10, BehindSeconds = 0.5 }, config.Journal);
        Assert.Equal("s.status", config.Status.Path);
        Assert.Equal(["ETH-PERPETUAL", "BTC_USDC-PERPETUAL"], config.Instruments.Select(instrument => instrument.Name));
        Assert.Equal(0.5, config.Instruments[0].Skew);
    }

    [Theory]
    [InlineData("venue.env = \"test\"\n" + OneInstrument)]
    [InlineData("venue = { env = \"test\" }\n" + OneInstrument)]
    [InlineData(OneInstrument + "[venue]\nenv = 'test'\n")]
    [InlineData("instrument = [ { name = \"BTC-PERPETUAL\" } ]\r\n[venue]\r\nenv = \"test\"\r\n")]
    public void Every_way_TOML_has_of_writing_a_section_is_understood(string text)
    {
        var config = ConfigFile.Parse(text, "engine.toml");
        Assert.Equal(VenueEnv.Test, config.Venue.Env);
        Assert.Equal("BTC-PERPETUAL", config.Instruments.Single().Name);
    }

    [Fact]
    public void A_whole_number_serves_where_a_number_is_expected() =>
        Assert.Equal(2.0, ConfigFile.Parse(OneInstrument + "reprice_threshold = 2\n", "engine.toml").Instruments[0].RepriceThresholdUsd);

    [Theory]
    [InlineData(VenueEnv.Test, "wss://test.deribit.com/ws/api/v2")]
    [InlineData(VenueEnv.Prod, "wss://www.deribit.com/ws/api/v2")]
    [InlineData(VenueEnv.Paper, null)]
    public void Each_environment_has_its_own_address(VenueEnv env, string? address) =>
        Assert.Equal(address, new VenueConfig { Env = env }.Address?.ToString());

    [Fact]
    public void A_file_is_read_from_the_disk_with_or_without_a_byte_order_mark()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("engine.toml", "\uFEFF" + OneInstrument);
        Assert.Single(ConfigFile.Load(path).Instruments);
    }
}

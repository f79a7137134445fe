using CsCheck;
using Engine.Native.Config;
using Xunit;

namespace Engine.Tests.Config;

public class ConfigFaultTests
{
    private const string Instrument = "\n[[instrument]]\nname = \"BTC-PERPETUAL\"\n";

    private static IReadOnlyList<ConfigFault> FaultsOf(string text) => Assert.Throws<ConfigException>(() => ConfigFile.Parse(text, "engine.toml")).Faults;

    private static ConfigFault FaultOf(string text) => Assert.Single(FaultsOf(text));

    [Theory]
    [InlineData("[risk]\nprice_collar = -0.1", 2, "risk.price_collar", "-0.1", "above 0")]
    [InlineData("[risk]\nprice_collar = 0", 2, "risk.price_collar", "0", "above 0")]
    [InlineData("[risk]\nprice_collar = nan", 2, "risk.price_collar", "nan", "a number")]
    [InlineData("[risk]\nprice_collar = inf", 2, "risk.price_collar", "inf", "a number")]
    [InlineData("[risk]\nprice_collar = \"0.1\"", 2, "risk.price_collar", "\"0.1\"", "a number")]
    [InlineData("[risk]\nmax_order_size = 0", 2, "risk.max_order_size", "0", "above 0")]
    [InlineData("[risk]\nmax_orders_per_second = 1.5", 2, "risk.max_orders_per_second", "1.5", "a whole number")]
    [InlineData("[risk]\nmax_orders_per_second = 9223372036854775807", 2, "risk.max_orders_per_second", "9223372036854775807", "a whole number")]
    [InlineData("[risk]\nrate_reserve = -1", 2, "risk.rate_reserve", "-1", "from 0")]
    [InlineData("[risk]\nstale_book_seconds = [1]", 2, "risk.stale_book_seconds", "an array", "a number")]
    [InlineData("[hot]\nfifo = \"true\"", 2, "hot.fifo", "\"true\"", "without quotes")]
    [InlineData("[hot]\nwait = \"Spin\"", 2, "hot.wait", "\"Spin\"", "\"spin\", \"yield\", \"sleep\"")]
    [InlineData("[hot]\n\n\nthreads = 3", 4, "hot.threads", "3", "from 1 to 2")]
    [InlineData("[hot]\ncpu = 1\nthreads = 2\nquote_cpu = 1", 4, "hot.quote_cpu", "1", "another processor than hot.cpu")]
    [InlineData("[hot]\nwarm_us = -1", 2, "hot.warm_us", "-1", "from 0 to 1000000")]
    [InlineData("[hot]\ncpu = -1", 2, "hot.cpu", "-1", "from 0 to 1023")]
    [InlineData("[session]\nheartbeat_seconds = 9", 2, "session.heartbeat_seconds", "9", "from 10")]
    [InlineData("[session]\nreconnect_ms = 0", 2, "session.reconnect_ms", "0", "from 1")]
    [InlineData("[venue]\nenv = \"live\"", 2, "venue.env", "\"live\"", "\"paper\", \"test\", \"prod\"")]
    [InlineData("[venue]\nurl = \"http://127.0.0.1/\"", 2, "venue.url", "\"http://127.0.0.1/\"", "wss://")]
    [InlineData("[venue]\nurl = \"ws://test.deribit.com/ws/api/v2\"", 2, "venue.url", "\"ws://test.deribit.com/ws/api/v2\"", "clear text")]
    [InlineData("[venue]\nenv = \"test\"\nurl = \"wss://www.deribit.com/ws/api/v2\"", 3, "venue.url", "\"wss://www.deribit.com/ws/api/v2\"", "real money")]
    [InlineData("[journal]\npath = \"\"", 2, "journal.path", "\"\"", "a file name")]
    [InlineData("[journal]\npath = \"x\"\n[status]\npath = \"x\"", 4, "status.path", "\"x\"", "another file")]
    [InlineData("[risk]\nmax_open_orders = 1", 2, "risk.max_open_orders", "1", "at least 2, two for each instrument")]
    [InlineData("[risk]\nmax_notional_usd = 1999", 2, "risk.max_notional_usd", "1999.0", "at least 2000")]
    [InlineData("[risk]\nloss_warning_percent = 101", 2, "risk.loss_warning_percent", "101", "percent")]
    [InlineData("[risk]\nwatchdog_ms = 1", 2, "risk.watchdog_ms", "1", "at least 100")]
    [InlineData("[risk]\nwatchdog_ms = 99", 2, "risk.watchdog_ms", "99", "or 0 for never")]
    [InlineData("[risk]\nequity_drop_seconds = 3.5", 2, "risk.equity_drop_seconds", "3.5", "equity_drop_limit_usd above 0")]
    [InlineData("[risk]\nequity_drop_limit_usd = 1000.0", 2, "risk.equity_drop_limit_usd", "1000.0", "less than the drawdown_limit_usd of 1000.0")]
    [InlineData("[risk]\nloss_warning_percent = 100.0", 2, "risk.loss_warning_percent", "100.0", "less than 100")]
    [InlineData("[risk]\nfar_from_touch_bps = 201.0", 2, "risk.far_from_touch_bps", "201.0", "max_touch_distance_bps of 200.0")]
    [InlineData("[risk]\nmmp_required = true", 2, "risk.mmp_required", "true", "mmp_interval_seconds above 0")]
    [InlineData("[risk]\nmmp_quantity_limit_coins = 2.0", 2, "risk.mmp_quantity_limit_coins", "2.0", "mmp_interval_seconds above 0")]
    [InlineData("[risk]\nmmp_delta_limit_coins = 2.0", 2, "risk.mmp_delta_limit_coins", "2.0", "mmp_interval_seconds above 0")]
    [InlineData("[risk]\nmmp_max_quote_coins = 2.0", 2, "risk.mmp_max_quote_coins", "2.0", "mmp_interval_seconds above 0")]
    [InlineData("[risk]\nmmp_pause_seconds = 2.0", 2, "risk.mmp_pause_seconds", "2.0", "mmp_interval_seconds above 0")]
    [InlineData("[risk]\nmmp_interval_seconds = 5", 2, "risk.mmp_interval_seconds", "5", "could never fire")]
    [InlineData("[session]\nreconnect_ms = 20\nreconnect_max_ms = 10\nredial_ms = 5", 2, "session.reconnect_ms", "20", "reconnect_max_ms of 10")]
    [InlineData("[session]\nredial_ms = 10001", 2, "session.redial_ms", "10001", "reconnect_max_ms of 10000")]
    [InlineData("[session]\nstop_seconds = 4.5", 2, "session.stop_seconds", "4.5", "request_timeout_ms of 5000 (5.0 s)")]
    [InlineData("[session]\nheartbeat_seconds = 10\nprobe_seconds = 25.0", 3, "session.probe_seconds", "25.0", "less than 25.0 (2.5 times heartbeat_seconds)")]
    [InlineData("[session]\nticker_silence_seconds = 0.5", 2, "session.ticker_silence_seconds", "0.5", "at least 1")]
    [InlineData("[session]\nbook_silence_seconds = 0.5", 2, "session.book_silence_seconds", "0.5", "or 0 for never")]
    [InlineData("[status]\npath = \"engine.db.kill\"", 2, "status.path", "\"engine.db.kill\"", "belong to the database")]
    [InlineData("[journal]\npath = 1979-05-27", 2, "journal.path", "1979-05-27", "a text")]
    public void A_bad_value_is_named_with_its_line_its_key_what_was_found_and_what_is_expected(string text, int line, string key, string found, string expected)
    {
        var fault = FaultOf(text + Instrument);
        Assert.Equal(("engine.toml", line, key, found), (fault.File, fault.Line, fault.Key, fault.Found));
        Assert.Contains(expected, fault.Expected, StringComparison.Ordinal);
        Assert.StartsWith($"engine.toml:{line}: {key}: found {found}, expected ", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("spread = -0.0001", "instrument.spread", "above 0")]
    [InlineData("spread = 0", "instrument.spread", "above 0")]
    [InlineData("spread = 0.05", "instrument.spread", "price_collar")]
    [InlineData("spread = 0.015\n[risk]\nmax_touch_distance_bps = 150", "instrument.spread", "risk.max_touch_distance_bps of 150")]
    [InlineData("spread = 0.015\n[risk]\nindex_collar_bps = 100", "instrument.spread", "risk.index_collar_bps of 100")]
    [InlineData("skew = -1", "instrument.skew", "from 0")]
    [InlineData("size = 0", "instrument.size", "above 0")]
    [InlineData("size = 6000", "instrument.size", "max_inventory of 5000")]
    [InlineData("size = 20000\nmax_inventory = 30000", "instrument.size", "risk.max_order_size of 10000")]
    [InlineData("max_inventory = 0", "instrument.max_inventory", "above 0")]
    [InlineData("reprice_seconds = 0", "instrument.reprice_seconds", "above 0")]
    [InlineData("fill_pause_seconds = -1", "instrument.fill_pause_seconds", "from 0")]
    [InlineData("quoter = \"as\"", "instrument.quoter", "inventory-skew")]
    public void An_instrument_that_cannot_be_quoted_is_refused(string line, string key, string expected)
    {
        var fault = FaultOf(Instrument + line);
        Assert.Equal((4, key), (fault.Line, fault.Key));
        Assert.Contains(expected, fault.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[risk]\nprice_colar = 1", 2, "risk.price_colar", "price_collar")]
    [InlineData("[risk]\nPriceCollar = 1", 2, "risk.PriceCollar", "price_collar")]
    [InlineData("[session]\nreconnect-ms = 1", 2, "session.reconnect-ms", "reconnect_ms")]
    [InlineData("[sesion]\nreconnect_ms = 1", 1, "sesion", "session")]
    [InlineData("[[instruments]]\nname = \"X\"", 1, "instruments", "instrument")]
    public void An_unknown_name_comes_with_the_name_that_was_probably_meant(string text, int line, string key, string nearest)
    {
        var fault = FaultOf(text + Instrument);
        Assert.Equal((line, key, nearest), (fault.Line, fault.Key, fault.Nearest));
        Assert.EndsWith($"(did you mean {nearest}?)", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("spread = 1", "spread", "[[instrument]]")]
    [InlineData("[risk]\nskew = 1", "risk.skew", "[[instrument]]")]
    [InlineData("[hot]\nprice_collar = 1", "hot.price_collar", "[risk]")]
    public void A_key_under_the_wrong_section_is_told_where_it_belongs(string text, string key, string home)
    {
        var fault = FaultOf(text + Instrument);
        Assert.Equal(key, fault.Key);
        Assert.Contains(home, fault.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[risk]\nrate_reserve = 1\nrate_reserve = 2", 3, "risk.rate_reserve", "line 2")]
    [InlineData("risk.rate_reserve = 1\n[risk]\nrate_reserve = 2", 3, "risk.rate_reserve", "line 1")]
    [InlineData("[risk]\n[hot]\n[risk]", 3, "risk", "once")]
    [InlineData(Instrument, 6, "instrument.name", "line 3")]
    public void Anything_said_twice_is_refused(string text, int line, string key, string expected)
    {
        var fault = FaultOf(text + Instrument);
        Assert.Equal((line, key), (fault.Line, fault.Key));
        Assert.Contains("second time", fault.Found, StringComparison.Ordinal);
        Assert.Contains(expected, fault.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[instrument]\nname = \"X\"", 1, "[instrument]", "[[instrument]]")]
    [InlineData("[[risk]]" + Instrument, 1, "[[risk]]", "[risk]")]
    [InlineData("hot = 3" + Instrument, 1, "3", "[hot]")]
    public void A_section_in_the_wrong_brackets_is_shown_the_right_ones(string text, int line, string found, string expected)
    {
        var fault = FaultOf(text);
        Assert.Equal((line, found), (fault.Line, fault.Found));
        Assert.Contains(expected, fault.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("[risk]\n")]
    [InlineData("instrument = []")]
    public void A_file_without_an_instrument_is_refused(string text) => Assert.Equal("instrument", FaultOf(text).Key);

    [Fact]
    public void An_instrument_without_a_name_is_refused_at_its_header() =>
        Assert.Equal((1, "instrument.name"), FaultOf("[[instrument]]\nsize = 10\n") is { } fault ? (fault.Line, fault.Key) : default);

    [Theory]
    [InlineData("name = \"\"")]
    [InlineData("name = \"BTC PERPETUAL\"")]
    [InlineData("name = \"a\\\"b\"")]
    public void A_name_that_no_instrument_has_is_refused(string line) => Assert.Equal("instrument.name", FaultOf("[[instrument]]\n" + line).Key);

    [Theory]
    [InlineData("[venue]\napi_key = \"TOPSECRET\"")]
    [InlineData("[venue]\nDERIBIT_API_SECRET = \"TOPSECRET\"")]
    [InlineData("[venue]\nclient_id = \"TOPSECRET\"")]
    [InlineData("api-key = 'TOPSECRET'")]
    [InlineData("[venue.keys]\npassword = \"TOPSECRET\"")]
    [InlineData("[venue]\napi_secret = TOPSECRET")]
    [InlineData("[venue]\napi_secret = \"TOPSECRET")]
    [InlineData("venue = { secret = \"TOPSECRET\" }")]
    public void A_credential_in_the_file_is_refused_and_never_repeated(string text)
    {
        var message = Assert.Throws<ConfigException>(() => ConfigFile.Parse(text + Instrument, "engine.toml")).Message;
        Assert.Contains("DERIBIT_API_SECRET", message, StringComparison.Ordinal);
        Assert.Contains(".env", message, StringComparison.Ordinal);
        Assert.DoesNotContain("TOPSECRET", message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_reported_at_once_in_the_order_of_the_lines()
    {
        var faults = FaultsOf("[hot]\nthreads = 9\nwait = 3\n[risk]\nrate_reserv = 1\n[nothing]\n[[instrument]]\nsize = -1\n");
        Assert.Equal([2, 3, 5, 6, 7, 8], faults.Select(fault => fault.Line));
        Assert.Equal(["hot.threads", "hot.wait", "risk.rate_reserv", "nothing", "instrument.name", "instrument.size"], faults.Select(fault => fault.Key));
    }

    [Fact]
    public void Faults_of_syntax_name_their_lines()
    {
        var faults = FaultsOf("[risk]\nprice_collar = = 1\n[hot\nthreads = 1\n");
        Assert.Contains(faults, fault => fault.Line == 2);
        Assert.Contains(faults, fault => fault.Line == 3);
    }

    [Fact]
    public void Nesting_without_end_is_a_fault_and_no_crash() => Assert.NotEmpty(FaultsOf("x = " + new string('[', 100_000)));

    [Theory]
    [InlineData("\"\\")]
    [InlineData("x = \"\\")]
    [InlineData("x = \"\\u")]
    public void A_file_that_ends_behind_a_backslash_is_a_fault_and_no_crash(string text) => Assert.Contains("every quote closed", FaultOf(text).Expected, StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_names_itself_and_says_how_to_get_one()
    {
        var fault = Assert.Single(Assert.Throws<ConfigException>(() => ConfigFile.Load("no/such/engine.toml")).Faults);
        Assert.Equal("no/such/engine.toml", fault.File);
        Assert.Contains("engine config --example", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_a_huge_file_and_bytes_that_are_not_text_are_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.PathOf("binary"), [0x5B, 0xC3, 0x28]);
        folder.Write("huge", new string('#', (1 << 20) + 1));
        Assert.Contains("a directory", FoundIn(folder.Root), StringComparison.Ordinal);
        Assert.Contains("not UTF-8", FoundIn(folder.PathOf("binary")), StringComparison.Ordinal);
        Assert.Contains("1 MiB", FoundIn(folder.PathOf("huge")), StringComparison.Ordinal);

        static string FoundIn(string path) => Assert.Single(Assert.Throws<ConfigException>(() => ConfigFile.Load(path)).Faults).Found;
    }

    [Fact]
    public void No_damage_to_a_file_gives_anything_but_a_configuration_or_faults()
    {
        var damage = Gen.Select(Gen.Int[0, ConfigText.Example.Length - 1], Gen.Int[0, 12], Gen.String[Gen.Char["[]{}=.\"'#,\n\r\\ aA01-_eé\0"], 0, 6]);
        damage.Array[1, 6].Sample(cuts =>
        {
            var text = ConfigText.Example;
            foreach (var (at, length, insert) in cuts)
            {
                var start = Math.Min(at, text.Length);
                text = string.Concat(text.AsSpan(0, start), insert, text.AsSpan(Math.Min(text.Length, start + length)));
            }
            try
            {
                var config = ConfigFile.Parse(text, "damaged");
                Assert.All(config.Instruments, instrument => Assert.True(instrument.Spread > 0 && instrument.SizeUsd <= instrument.MaxInventoryUsd));
            }
            catch (ConfigException e)
            {
                Assert.NotEmpty(e.Faults);
            }
        }, iter: 3000);
    }
}

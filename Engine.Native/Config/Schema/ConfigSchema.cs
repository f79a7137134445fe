using Engine.Native.Config.Sections;

namespace Engine.Native.Config.Schema;

/// <summary>
/// Every section and key of the configuration: the one table that reading, checking, the example file and the printing of
/// effective values share, so that they cannot differ.
/// </summary>
internal static class ConfigSchema
{
    internal static readonly ConfigSection<VenueConfig> Venue = new("venue", false, "Where orders go. API keys are never written here.",
    [
        KeyOf<VenueConfig>.Choice("env", "\"paper\": the embedded venue on this machine; \"test\": Deribit's test network; \"prod\": real money.",
            [("paper", VenueEnv.Paper), ("test", VenueEnv.Test), ("prod", VenueEnv.Prod)], section => section.Env, (section, value) => section with { Env = value }),
        KeyOf<VenueConfig>.Text("url", "Another address than the environment's own; plain ws:// on the loopback only.", "\"ws://127.0.0.1:8080/ws/api/v2\"",
            text => VenueAddress.TryParse(text, out _, out var expected) ? null : expected, section => section.Url?.AbsoluteUri, WithUrl),
    ]);

    internal static readonly ConfigSection<InstrumentConfig> Instrument = new("instrument", true, "What is quoted; one [[instrument]] for each.",
    [
        KeyOf<InstrumentConfig>.Text("name", "The venue's name of the instrument.", "\"BTC-PERPETUAL\"", CheckInstrumentName,
            section => section.Name, (section, value) => section with { Name = value }) with { Required = true },
        KeyOf<InstrumentConfig>.Choice("quoter", "How prices are decided: bid = mid*(1-spread) - inventory*skew, ask = mid*(1+spread) - inventory*skew.",
            [("inventory-skew", QuoterKind.InventorySkew)], section => section.Quoter, (section, value) => section with { Quoter = value }),
        KeyOf<InstrumentConfig>.Number("spread", "Distance of each quote from the mid, as a fraction of the mid.", new Bounds(0, 0.1, "fraction of mid", Above: true),
            section => section.Spread, (section, value) => section with { Spread = value }),
        KeyOf<InstrumentConfig>.Number("skew", "Shift of both quotes against the position: price units for each USD of inventory.", new Bounds(0, 1000, "price per USD of inventory"),
            section => section.Skew, (section, value) => section with { Skew = value }),
        KeyOf<InstrumentConfig>.Number("size", "Size of each quote, in USD.", new Bounds(0, 1e9, "USD", Above: true),
            section => section.SizeUsd, (section, value) => section with { SizeUsd = value }),
        KeyOf<InstrumentConfig>.Number("max_inventory", "A side stops quoting at this position, in USD.", new Bounds(0, 1e9, "USD", Above: true),
            section => section.MaxInventoryUsd, (section, value) => section with { MaxInventoryUsd = value }),
        KeyOf<InstrumentConfig>.Number("reprice_threshold", "Quotes stay until the mid has moved by this much, in USD; 0 follows every move.", new Bounds(0, 1e6, "USD"),
            section => section.RepriceThresholdUsd, (section, value) => section with { RepriceThresholdUsd = value }),
        KeyOf<InstrumentConfig>.Number("reprice_seconds", "Quotes are reconsidered after this time in any case, in seconds.", new Bounds(0, 3600, "seconds", Above: true),
            section => section.RepriceSeconds, (section, value) => section with { RepriceSeconds = value }),
        KeyOf<InstrumentConfig>.Number("fill_pause_seconds", "After a fill its side is not filled up again for this long, in seconds: the rest works on, the other side is not concerned; 0 for no pause.",
            new Bounds(0, 3600, "seconds"), section => section.FillPauseSeconds, (section, value) => section with { FillPauseSeconds = value }),
    ]);

    internal static readonly ConfigSection<RiskConfig> Risk = new("risk", false, "Limits that every order passes last.",
    [
        KeyOf<RiskConfig>.Number("price_collar", "No order further from the mark price than this fraction of it.", new Bounds(0, 0.5, "fraction of mark", Above: true),
            section => section.PriceCollar, (section, value) => section with { PriceCollar = value }),
        KeyOf<RiskConfig>.Number("index_collar_bps", "No order further from the index price than this, in bps of it (100 are 1 %); 0 for any distance.", new Bounds(0, 5000, "bps"),
            section => section.IndexCollarBps, (section, value) => section with { IndexCollarBps = value }),
        KeyOf<RiskConfig>.Number("max_touch_distance_bps", "No quote further behind the best price of its side than this, in bps; 0 for any distance.", new Bounds(0, 5000, "bps"),
            section => section.MaxTouchDistanceBps, (section, value) => section with { MaxTouchDistanceBps = value }),
        KeyOf<RiskConfig>.Number("max_touch_improvement_bps", "No quote better than the best price of its side by more than this, in bps; 0 for any distance.", new Bounds(0, 5000, "bps"),
            section => section.MaxTouchImprovementBps, (section, value) => section with { MaxTouchImprovementBps = value }),
        KeyOf<RiskConfig>.Number("max_order_size", "No order above this size, in USD.", new Bounds(0, 1e9, "USD", Above: true),
            section => section.MaxOrderSizeUsd, (section, value) => section with { MaxOrderSizeUsd = value }),
        KeyOf<RiskConfig>.Integer("max_open_orders", "No more orders open at once than this, over all instruments; 0 for any number.", new Bounds(0, 10_000, "orders"),
            section => section.MaxOpenOrders, (section, value) => section with { MaxOpenOrders = value }),
        KeyOf<RiskConfig>.Number("max_notional_usd", "Positions and open orders of all instruments are worth no more than this together, signs left out, in USD; 0 for any.", new Bounds(0, 1e12, "USD"),
            section => section.MaxNotionalUsd, (section, value) => section with { MaxNotionalUsd = value }),
        KeyOf<RiskConfig>.Integer("max_orders_per_second", "No more placements and edits than this in any second; the venue's own rate credits apply as well.",
            new Bounds(1, 10_000, "orders a second"), section => section.MaxOrdersPerSecond, (section, value) => section with { MaxOrdersPerSecond = value }),
        KeyOf<RiskConfig>.Number("session_loss_limit", "A session loss of this much latches the kill switch, in USD.", new Bounds(0, 1e9, "USD", Above: true),
            section => section.SessionLossLimitUsd, (section, value) => section with { SessionLossLimitUsd = value }),
        KeyOf<RiskConfig>.Number("drawdown_limit_usd", "A loss of this much since the session's best moment latches the kill switch, in USD; 0 for none.", new Bounds(0, 1e9, "USD"),
            section => section.DrawdownLimitUsd, (section, value) => section with { DrawdownLimitUsd = value }),
        KeyOf<RiskConfig>.Number("equity_drop_limit_usd", "A loss of this much within equity_drop_seconds latches the kill switch, in USD; 0 for none.", new Bounds(0, 1e9, "USD"),
            section => section.EquityDropLimitUsd, (section, value) => section with { EquityDropLimitUsd = value }),
        KeyOf<RiskConfig>.Number("equity_drop_seconds", "The window of equity_drop_limit_usd, in seconds.", new Bounds(0.1, 3600, "seconds"),
            section => section.EquityDropSeconds, (section, value) => section with { EquityDropSeconds = value }),
        KeyOf<RiskConfig>.Number("loss_warning_percent", "From this part of session_loss_limit or drawdown_limit_usd on, only what reduces the position is quoted; 0 for never.", new Bounds(0, 100, "percent"),
            section => section.LossWarningPercent, (section, value) => section with { LossWarningPercent = value }),
        KeyOf<RiskConfig>.Number("max_maintenance_margin_percent", "Above this maintenance margin, in percent of the margin balance, only what reduces the position is quoted; 0 for any.", new Bounds(0, 100, "percent"),
            section => section.MaxMaintenanceMarginPercent, (section, value) => section with { MaxMaintenanceMarginPercent = value }),
        KeyOf<RiskConfig>.Number("max_initial_margin_percent", "Above this initial margin, in percent of the margin balance, only what reduces the position is quoted; 0 for any.", new Bounds(0, 100, "percent"),
            section => section.MaxInitialMarginPercent, (section, value) => section with { MaxInitialMarginPercent = value }),
        KeyOf<RiskConfig>.Number("stale_book_seconds", "Quotes are pulled while the book has been silent for this long, in seconds.", new Bounds(0.05, 300, "seconds"),
            section => section.StaleBookSeconds, (section, value) => section with { StaleBookSeconds = value }),
        KeyOf<RiskConfig>.Number("stale_mark_seconds", "Quotes are pulled while mark and index price are older than this, in seconds; 0 for any age.", new Bounds(0, 300, "seconds"),
            section => section.StaleMarkSeconds, (section, value) => section with { StaleMarkSeconds = value }),
        KeyOf<RiskConfig>.Integer("rate_reserve", "Requests of the venue's burst allowance (20 for a new account) that only cancels may use; made smaller where the allowance is.", new Bounds(0, 1000, "requests"),
            section => section.RateReserve, (section, value) => section with { RateReserve = value }),
        KeyOf<RiskConfig>.Number("far_from_touch_bps", "While requests are short, quotes further behind the best price of their side than this are not moved, in bps; 0 for none.", new Bounds(0, 5000, "bps"),
            section => section.FarFromTouchBps, (section, value) => section with { FarFromTouchBps = value }),
        KeyOf<RiskConfig>.Integer("mmp_interval_seconds", "Interval of the venue's market-maker protection, which is set up for each index at login; 0 leaves it as it is.", new Bounds(0, 3600, "seconds"),
            section => section.MmpIntervalSeconds, (section, value) => section with { MmpIntervalSeconds = value }),
        KeyOf<RiskConfig>.Number("mmp_quantity_limit_coins", "The protection fires when this much has traded within its interval; 0 for no such limit.", new Bounds(0, 1e6, "coins"),
            section => section.MmpQuantityLimitCoins, (section, value) => section with { MmpQuantityLimitCoins = value }),
        KeyOf<RiskConfig>.Number("mmp_delta_limit_coins", "The protection fires when buys and sells differ by this much within its interval; 0 for no such limit.", new Bounds(0, 1e6, "coins"),
            section => section.MmpDeltaLimitCoins, (section, value) => section with { MmpDeltaLimitCoins = value }),
        KeyOf<RiskConfig>.Number("mmp_max_quote_coins", "The most that may be quoted on one side of an instrument under the protection.", new Bounds(0, 1e6, "coins", Above: true),
            section => section.MmpMaxQuoteCoins, (section, value) => section with { MmpMaxQuoteCoins = value }),
        KeyOf<RiskConfig>.Number("mmp_pause_seconds", "How long quoting pauses once the protection has fired; then it is reset.", new Bounds(0, 3600, "seconds"),
            section => section.MmpPauseSeconds, (section, value) => section with { MmpPauseSeconds = value }),
        KeyOf<RiskConfig>.Flag("mmp_required", "Trade nothing where the venue refuses the protection.",
            section => section.MmpRequired, (section, value) => section with { MmpRequired = value }),
        KeyOf<RiskConfig>.Integer("watchdog_ms", "A trading thread that stands still for this long has its quotes pulled through a second connection, and the kill switch latches; at least 100, or 0 for never.", new Bounds(0, 600_000, "milliseconds"),
            section => section.WatchdogMs, (section, value) => section with { WatchdogMs = value }),
    ]);

    internal static readonly ConfigSection<HotConfig> Hot = new("hot", false, "The thread that trades. `engine doctor` says what this machine offers it.",
    [
        KeyOf<HotConfig>.OptionalInteger("cpu", "The processor the thread is pinned to; without it the kernel chooses.", "1", new Bounds(0, 1023, "a processor's number"),
            section => section.Cpu, (section, value) => section with { Cpu = value }),
        KeyOf<HotConfig>.Choice("wait", "When idle: \"spin\" (fastest, one processor always busy), \"yield\" (lets others run), \"sleep\" (laptops).",
            [("spin", WaitKind.Spin), ("yield", WaitKind.Yield), ("sleep", WaitKind.Sleep)], section => section.Wait, (section, value) => section with { Wait = value }),
        KeyOf<HotConfig>.Flag("fifo", "Run it under SCHED_FIFO; needs CAP_SYS_NICE and kernel.sched_rt_runtime_us = -1.",
            section => section.Fifo, (section, value) => section with { Fifo = value }),
        KeyOf<HotConfig>.Flag("mlock", "Lock the process in memory; needs an unlimited memlock limit.",
            section => section.Mlock, (section, value) => section with { Mlock = value }),
        KeyOf<HotConfig>.Integer("threads", "1: the connection's thread quotes as well. 2: a second thread quotes; each needs a processor of its own.", new Bounds(1, 2, "threads"),
            section => section.Threads, (section, value) => section with { Threads = value }),
        KeyOf<HotConfig>.OptionalInteger("quote_cpu", "With threads = 2: the processor the second thread is pinned to.", "2", new Bounds(0, 1023, "a processor's number"),
            section => section.QuoteCpu, (section, value) => section with { QuoteCpu = value }),
        KeyOf<HotConfig>.Integer("warm_us", "While idle, a tick is rehearsed this often, in microseconds, so that caches stay warm; 0 for never. Not with wait = \"sleep\".", new Bounds(0, 1_000_000, "microseconds"),
            section => section.WarmUs, (section, value) => section with { WarmUs = value }),
        KeyOf<HotConfig>.Flag("kernel_stamps", "Ask the kernel when it received each tick (SO_TIMESTAMPNS), to see the time from there to the read; plain ws:// only.",
            section => section.KernelStamps, (section, value) => section with { KernelStamps = value }),
    ]);

    internal static readonly ConfigSection<SessionConfig> Session = new("session", false, "The connection to the venue.",
    [
        KeyOf<SessionConfig>.Integer("heartbeat_seconds", "Interval of the venue's heartbeats; the venue takes nothing below 10.", new Bounds(10, 3600, "seconds"),
            section => section.HeartbeatSeconds, (section, value) => section with { HeartbeatSeconds = value }),
        KeyOf<SessionConfig>.Integer("request_timeout_ms", "A request without a reply for this long counts as of unknown outcome.", new Bounds(10, 600_000, "milliseconds"),
            section => section.RequestTimeoutMs, (section, value) => section with { RequestTimeoutMs = value }),
        KeyOf<SessionConfig>.Integer("reconnect_ms", "The first pause before reconnecting; it doubles with each failure, with jitter, up to a cap.", new Bounds(1, 60_000, "milliseconds"),
            section => section.ReconnectMs, (section, value) => section with { ReconnectMs = value }),
        KeyOf<SessionConfig>.Integer("reconnect_max_ms", "The cap of that pause.", new Bounds(1, 600_000, "milliseconds"),
            section => section.ReconnectMaxMs, (section, value) => section with { ReconnectMaxMs = value }),
        KeyOf<SessionConfig>.Choice("redial_pace", "While nobody answers: \"near\" tries each redial_ms, \"far\" doubles its pauses from 50 ms; \"auto\" is near on the loopback alone.",
            [("auto", RedialPace.Auto), ("near", RedialPace.Near), ("far", RedialPace.Far)], section => section.RedialPace, (section, value) => section with { RedialPace = value }),
        KeyOf<SessionConfig>.Integer("redial_ms", "Pause between attempts while nobody answers at the address of a near venue: a refused connection costs next to nothing.", new Bounds(1, 60_000, "milliseconds"),
            section => section.RedialMs, (section, value) => section with { RedialMs = value }),
        KeyOf<SessionConfig>.Number("redial_seconds", "For so long after a loss that pace is kept; then the pause doubles as well.", new Bounds(0, 86_400, "seconds"),
            section => section.RedialSeconds, (section, value) => section with { RedialSeconds = value }),
        KeyOf<SessionConfig>.Number("probe_seconds", "A connection that has brought nothing for so long is asked for a sign of life.", new Bounds(0.1, 3600, "seconds"),
            section => section.ProbeSeconds, (section, value) => section with { ProbeSeconds = value }),
        KeyOf<SessionConfig>.Integer("late_ms", "Quoting is held while the market's changes are read later than this after they happened; 0 never holds.", new Bounds(0, 600_000, "milliseconds"),
            section => section.LateMs, (section, value) => section with { LateMs = value }),
        KeyOf<SessionConfig>.Number("ticker_silence_seconds", "A ticker silent for so long is subscribed to again, and then the connection replaced; at least 1, or 0 for never.", new Bounds(0, 3600, "seconds"),
            section => section.TickerSilenceSeconds, (section, value) => section with { TickerSilenceSeconds = value }),
        KeyOf<SessionConfig>.Number("book_silence_seconds", "The same for a book, which may be quiet for most of a minute; 0 for never.", new Bounds(0, 3600, "seconds"),
            section => section.BookSilenceSeconds, (section, value) => section with { BookSilenceSeconds = value }),
        KeyOf<SessionConfig>.Number("connect_seconds", "How long a first connection is tried for before giving up; a lost one is tried for without end.", new Bounds(0.1, 86_400, "seconds"),
            section => section.ConnectSeconds, (section, value) => section with { ConnectSeconds = value }),
        KeyOf<SessionConfig>.Number("stop_seconds", "The longest a clean stop may take: cancel, confirm that no order is open, flush; no less than request_timeout_ms.", new Bounds(0.1, 300, "seconds"),
            section => section.StopSeconds, (section, value) => section with { StopSeconds = value }),
    ]);

    internal static readonly ConfigSection<JournalConfig> Journal = new("journal", false, "The SQLite database of fills, orders and PnL.",
    [
        KeyOf<JournalConfig>.Text("path", "The database file, relative to the working directory.", "\"engine.db\"", CheckPath,
            section => section.Path, (section, value) => section with { Path = value }),
        KeyOf<JournalConfig>.Integer("pnl_interval_ms", "Interval between stored PnL snapshots.", new Bounds(10, 3_600_000, "milliseconds"),
            section => section.PnlIntervalMs, (section, value) => section with { PnlIntervalMs = value }),
        KeyOf<JournalConfig>.Number("behind_seconds", "While records have waited for the disk this long, the engine only reduces its position.", new Bounds(0.1, 3_600, "seconds"),
            section => section.BehindSeconds, (section, value) => section with { BehindSeconds = value }),
    ]);

    internal static readonly ConfigSection<StatusConfig> Status = new("status", false, "The memory-mapped file that the live view and `engine watch` read.",
    [
        KeyOf<StatusConfig>.Text("path", "The file; without it, engine-PID.status in /dev/shm.", "\"engine.status\"", CheckPath,
            section => section.Path, (section, value) => section with { Path = value }),
    ]);

    internal static readonly IReadOnlyList<IConfigSection> All = [Venue, Instrument, Risk, Hot, Session, Journal, Status];

    private static VenueConfig WithUrl(VenueConfig section, string text) =>
        VenueAddress.TryParse(text, out var address, out _) ? section with { Url = address } : section;

    private static string? CheckInstrumentName(string name) =>
        name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? null
            : "a name such as \"BTC-PERPETUAL\": letters, digits, '-' and '_'";

    private static string? CheckPath(string path) => path.Trim().Length > 0 && !path.Contains('\0', StringComparison.Ordinal) ? null : "a file name";
}

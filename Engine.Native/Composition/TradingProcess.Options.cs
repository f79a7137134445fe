using System.Net;
using Engine.Core.Link;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Risk.Modes;
using Engine.Core.Trading;
using Engine.Core.Trading.Desks;
using Engine.Core.Wire.Deribit.Channels;
using Engine.Core.Wire.Deribit.Sessions;
using Engine.Native.Composition.Recovery;
using Engine.Native.Config;
using Engine.Native.Config.Sections;
using Engine.Native.Hosting;
using Engine.Native.Net;
using Engine.Native.Storage.Journal;

namespace Engine.Native.Composition;

/// <content>What the configuration says, in the words of each part.</content>
public sealed partial class TradingProcess
{
    private JournalOptions JournalOptionsOf() => new()
    {
        BehindNs = (long)(_setup.Config.Journal.BehindSeconds * 1e9),
        Codes =
        [
            .. CodeName.Of<OrderState>("order_state"), .. CodeName.Of<OrderCause>("order_cause"), .. CodeName.Of<KillReason>("kill_reason"),
            .. CodeName.Of<TradingMode>("mode"), .. CodeName.Of<ModeCause>("mode_cause"), .. CodeName.Of<HoldReason>("hold"),
        ],
    };

    private SessionOptions SessionOptionsOf() => new()
    {
        ClientVersion = Version,
        Key = _setup.Keys.ClientId.ToArray(),
        Secret = _setup.Keys.ClientSecret.ToArray(),
        Protection = RiskSetup.ProtectionOf(_setup.Config.Risk),
        HeartbeatSeconds = _setup.Config.Session.HeartbeatSeconds,
        RequestTimeoutNs = _setup.Config.Session.RequestTimeoutMs * 1_000_000L,
        Patience = new ChannelPatience
        {
            TickerNs = (long)(_setup.Config.Session.TickerSilenceSeconds * 1e9),
            BookNs = (long)(_setup.Config.Session.BookSilenceSeconds * 1e9),
        },
    };

    /// <summary>An attempt takes no longer than a first connection is tried for; a venue that needs more than a second would not be traded at in less.</summary>
    internal static WsOptions WireOptionsOf(EngineConfig config)
    {
        WsOptions usual = new();
        long tryNs = Math.Max(1_000_000_000, (long)(config.Session.ConnectSeconds * 1e9));
        return new WsOptions
        {
            ConnectTimeoutNs = Math.Min(usual.ConnectTimeoutNs, tryNs),
            HandshakeTimeoutNs = Math.Min(usual.HandshakeTimeoutNs, tryNs),
            CloseTimeoutNs = 500_000_000,
            KernelStamps = config.Hot.KernelStamps,
        };
    }

    private HotOptions HotOptionsOf(IReadOnlyList<IPAddress> addresses) => new()
    {
        Wait = _setup.Config.Hot.Wait,
        Cpu = _setup.Config.Hot.Cpu,
        Threads = _setup.Config.Hot.Threads,
        QuoteCpu = _setup.Config.Hot.QuoteCpu,
        RehearseNs = _setup.Config.Hot.WarmUs * 1_000L,
        Fifo = _setup.Config.Hot.Fifo,
        Link = LinkOptionsOf(addresses),
    };

    private LinkOptions LinkOptionsOf(IReadOnlyList<IPAddress> addresses) => new()
    {
        IsVenueNear = VenueDistance.IsNear(_setup.Config.Session.RedialPace, addresses),
        ReconnectNs = _setup.Config.Session.ReconnectMs * 1_000_000L,
        ReconnectCapNs = _setup.Config.Session.ReconnectMaxMs * 1_000_000L,
        RedialNs = _setup.Config.Session.RedialMs * 1_000_000L,
        RedialForNs = (long)(_setup.Config.Session.RedialSeconds * 1e9),
        LateNs = _setup.Config.Session.LateMs * 1_000_000L,
        ProbeNs = (long)(_setup.Config.Session.ProbeSeconds * 1e9),
        SilenceNs = _setup.Config.Session.HeartbeatSeconds * 2_500_000_000L,
        FirstConnectNs = (long)(_setup.Config.Session.ConnectSeconds * 1e9),
        StopNs = (long)(_setup.Config.Session.StopSeconds * 1e9),
    };

    private EngineOptions EngineOptionsOf(RecoveryStart recovery) => new()
    {
        SessionId = _session,
        Intents = recovery.Intents,
        Left = recovery.Left,
        EarlierSessions = recovery.EarlierSessions,
        RequestTimeoutNs = _setup.Config.Session.RequestTimeoutMs * 1_000_000L,
        PnlPeriodNs = _setup.Config.Journal.PnlIntervalMs * 1_000_000L,
        MaxOrdersPerSecond = _setup.Config.Risk.MaxOrdersPerSecond,
        ProtectionPauseNs = (long)(_setup.Config.Risk.MmpPauseSeconds * 1e9),
        Limits = RiskSetup.AccountLimitsOf(_setup.Config.Risk),
    };

    private DeskOptions<InventorySkewQuoter>[] DesksOf(TradeJournal journal) => [.. _setup.Config.Instruments.Select(instrument => DeskOf(instrument, journal))];

    private DeskOptions<InventorySkewQuoter> DeskOf(InstrumentConfig instrument, TradeJournal journal) => new(
        new InventorySkewQuoter(new InventorySkewParameters
        {
            Spread = instrument.Spread,
            SkewPerUsd = instrument.Skew,
            SizeUsd = instrument.SizeUsd,
            MaxInventoryUsd = instrument.MaxInventoryUsd,
        }),
        new RepriceParameters
        {
            ThresholdUsd = instrument.RepriceThresholdUsd,
            PeriodNs = (long)(instrument.RepriceSeconds * 1e9),
        },
        RiskSetup.LimitsOf(_setup.Config.Risk, instrument))
    {
        FillPauseNs = (long)(instrument.FillPauseSeconds * 1e9),
        LastBuyNs = journal.LastOwnFillMs(instrument.Name, Side.Buy) * 1_000_000,
        LastSellNs = journal.LastOwnFillMs(instrument.Name, Side.Sell) * 1_000_000,
    };
}

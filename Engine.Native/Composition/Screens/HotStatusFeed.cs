using Engine.Core.Events;
using Engine.Core.Link.Stages;
using Engine.Core.Market;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Risk.Killing;
using Engine.Core.Trading;
using Engine.Core.Trading.Desks;
using Engine.Core.Wire.Deribit.Channels;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Core.Wire.Deribit.Sessions;
using Engine.Native.Hosting;
using Engine.Native.Net;
using Engine.Native.Status;
using Engine.Native.Status.Blocks;

namespace Engine.Native.Composition.Screens;

/// <summary>
/// Copies what the engine and its connection know into the hot block of the status page, without allocation; on the thread that
/// quotes. Where that is not the connection's own, the connection's counters are as fresh as one thread sees another's.
/// </summary>
/// <typeparam name="TQuoter">The quoting model.</typeparam>
public sealed class HotStatusFeed<TQuoter>(HotLoop<TQuoter> loop, StatusWriter page) : IHotObserver
    where TQuoter : struct, IQuoter
{
    private HotStatus _status;
    private string? _killed;

    /// <inheritdoc/>
    public void Observe(long nowNs)
    {
        TradingEngine<TQuoter, WireGateway> engine = loop.Engine;
        _status.WallNs = nowNs;
        StatusText.Write(_status.Connection, ConnectionWord());
        if (_killed is null && engine.KillReason != KillReason.None && loop.Quoting.Latch?.TryRead(out KillRecord record) == true)
            _killed = KillWords.Short(in record); // the one text that is made here, once trading has ended
        StatusText.Write(_status.ModeReason, ModeText.Reason(engine, _killed, nowNs, out TradingMode mode));
        StatusText.Write(_status.Mode, ModeText.Word(mode));
        _status.Session = loop.Trading.Announced;
        _status.IsStopped = engine.IsStopped;
        _status.IsKilled = engine.KillReason != KillReason.None;
        _status.Reconnects = loop.Trading.Reconnects;
        _status.RateCredits = engine.CreditsLeft(nowNs);
        _status.RateBurst = engine.CreditBurst;
        _status.Loops = loop.Duty.Turns;
        _status.WorstLoopNs = loop.Duty.WorstNs;
        _status.LoopsOver50Us = loop.Duty.Over50Us;
        _status.LoopsOver1Ms = loop.Duty.Over1Ms;
        _status.Frames = loop.Connection.FramesReceived;
        _status.Bytes = loop.Connection.BytesReceived;
        _status.ShapedFrames = loop.Decoded.TotalFast;
        _status.ReferenceFrames = loop.Decoded.TotalReference;
        _status.Rehearsals = loop.Rehearsals;
        _status.OrderRequests = loop.OrderRequests;
        _status.VenueRejects = engine.VenueRejects;
        _status.GateRejects = engine.GateRejects;
        _status.InstrumentCount = (byte)Math.Min(engine.Desks.Length, InstrumentStatuses.Capacity);
        for (int i = 0; i < _status.InstrumentCount; i++)
            Fill(ref _status.Instruments[i], engine.Desks[i], engine, nowNs);
        FillChannels(nowNs);
        page.WriteHot(in _status);
    }

    private void FillChannels(long nowNs)
    {
        ChannelAges ages = loop.Trading.Session.Ages;
        VenueClock clock = loop.Trading.Session.Clock;
        _status.FeedDelayNs = loop.Trading.DelayNs;
        _status.VenueClockNs = clock.IsKnown ? clock.OffsetNs : 0;
        _status.AccountAgeNs = AgeNs(ages.HeardNs(ChannelKind.UserPortfolio, EngineEvent.NoInstrument), nowNs);
        _status.PlatformAgeNs = AgeNs(ages.HeardNs(ChannelKind.PlatformState, EngineEvent.NoInstrument), nowNs);
        for (int i = 0; i < _status.InstrumentCount; i++)
        {
            for (int channel = 0; channel < ChannelStatuses.Count; channel++)
            {
                ChannelKind kind = channel switch { 0 => ChannelKind.Book, 1 => ChannelKind.Ticker, 2 => ChannelKind.Trades, _ => ChannelKind.UserChanges };
                long heardNs = ages.HeardNs(kind, i), changedNs = ages.ChangedNs(kind, i);
                ref ChannelStatus status = ref _status.Instruments[i].Channels[channel];
                status.AgeNs = AgeNs(heardNs, nowNs);
                status.DelayNs = changedNs == 0 || !clock.IsKnown ? -1 : Math.Max(0, heardNs - (changedNs - clock.OffsetNs));
            }
        }
    }

    private static long AgeNs(long heardNs, long nowNs) => heardNs == 0 ? -1 : Math.Max(0, nowNs - heardNs);

    private static void Fill(ref InstrumentStatus status, Desk<TQuoter> desk, TradingEngine<TQuoter, WireGateway> engine, long nowNs)
    {
        if (desk.Instrument is not { } instrument)
            return;
        Touch touch = desk.Book.Touch;
        StatusText.Write(status.Name, instrument.NameUtf8);
        status.BidPrice = instrument.ToDouble(touch.Bid);
        status.BidSize = instrument.ToDouble(touch.BidSize);
        status.AskPrice = instrument.ToDouble(touch.Ask);
        status.AskSize = instrument.ToDouble(touch.AskSize);
        status.MarkPrice = desk.Mark;
        status.IndexPrice = desk.Index;
        Fill(ref status.OwnBid, desk, Side.Buy, instrument);
        Fill(ref status.OwnAsk, desk, Side.Sell, instrument);
        PnlFact pnl = DeskPnl.Compute(desk, engine.Account(desk.Settlement));
        status.Position = pnl.Position;
        status.Skew = desk.Skew(nowNs);
        status.SessionUsd = pnl.SessionUsd;
        status.OpenUplUsd = pnl.OpenUplUsd;
        status.RealizedUsd = pnl.RealizedUsd;
        status.UnrealizedUsd = pnl.UnrealizedUsd;
        status.FeesUsd = pnl.FeesUsd;
        status.DifferenceUsd = pnl.DifferenceUsd;
        status.BookAgeNs = desk.Book.Status == BookStatus.Empty ? -1 : nowNs - desk.Book.UpdatedNs;
        status.PriceDecimals = Grid.Decimals(instrument.TickE9);
        status.AmountDecimals = Grid.Decimals(instrument.LotE9);
        status.Kind = instrument.Kind;
    }

    private static void Fill(ref QuoteStatus status, Desk<TQuoter> desk, Side side, Instrument instrument)
    {
        ref readonly WorkingOrder order = ref desk.Order(side);
        bool shown = order.State != OrderState.Idle;
        status.Price = shown ? instrument.ToDouble(order.Price) : 0;
        status.Size = shown ? instrument.ToDouble(order.Remaining) : 0;
        status.QueueAhead = shown ? instrument.AmountOf(desk.QueueAheadLots(side)) : -1;
        StatusText.Write(status.State, StateWord(order.State));
    }

    private ReadOnlySpan<byte> ConnectionWord() => loop.Connection.State switch
    {
        WsState.Open => loop.Trading.Announced switch
        {
            SessionState.Live => "live"u8,
            SessionState.Reconciling => "reconciling"u8,
            _ => "logging in"u8,
        },
        WsState.Closed or WsState.Idle => "reconnecting"u8,
        WsState.Closing => "closing"u8,
        _ => "connecting"u8,
    };

    private static ReadOnlySpan<byte> StateWord(OrderState state) => state switch
    {
        OrderState.Idle => "none"u8,
        OrderState.Placing => "placing"u8,
        OrderState.Working => "working"u8,
        OrderState.Editing => "editing"u8,
        OrderState.Cancelling => "cancelling"u8,
        OrderState.Closing => "closing"u8,
        _ => "unknown"u8,
    };
}

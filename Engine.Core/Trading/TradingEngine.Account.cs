using Engine.Core.Accounts;
using Engine.Core.Events;
using Engine.Core.Market;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Risk;
using Engine.Core.Risk.Modes;

namespace Engine.Core.Trading;

/// <content>Account events: fills, positions, equity; session, commands and time.</content>
public sealed partial class TradingEngine<TQuoter, TGateway>
{
    private const long CentE9 = 10_000_000;

    private void OnFill(Desk<TQuoter> desk, in EngineEvent e)
    {
        bool recovered = (e.Flags & EventFlags.Snapshot) != 0;
        if (recovered && e.Fill.TradeSequence > desk.ToldSequence)
            desk.ToldSequence = e.Fill.TradeSequence;
        if (desk.Instrument is not { } instrument || !desk.Fills.Add(Identity(e)))
            return; // told already: by the reply, by the notification or by a query
        desk.IsDirty = true;
        if (desk.IsAdopted)
            desk.Position.Apply(e.Side, e.Fill.Size, instrument.ToDouble(e.Fill.Price), e.Fill.FeeE9 / 1e9, instrument);
        ref WorkingOrder slot = ref desk.Orders[(int)e.Side];
        if (e.Fill.Label.IsOurs && e.Fill.Label == slot.Label)
            slot.FilledByTrades = new Size(slot.FilledByTrades.Lots + e.Fill.Size.Lots);
        if (desk.IsAdopted)
            desk.FillCount++;
        if (_watchesLoss)
            JudgeOwnLoss(desk, e.ReceiveNs);
        ref Fact fact = ref _facts.Claim(FactKind.Fill, e.ReceiveNs);
        fact.Instrument = desk.Id;
        fact.Side = e.Side;
        fact.Liquidity = (Liquidity)e.Tag;
        fact.Recovered = recovered;
        fact.ExchangeNs = e.ExchangeNs;
        fact.PositionLots = desk.IsAdopted ? desk.Position.Lots : Fact.UnknownPosition;
        fact.MidHalfTicks = desk.Book.Touch.MidHalfTicks;
        fact.Fill = e.Fill;
        _facts.Publish();
        if (!e.Fill.Label.IsOurs)
            _facts.Notice(NoticeKind.ForeignFill, desk.Id, e.Fill.TradeSequence, e.ReceiveNs);
    }

    // Both sides of a trade with oneself have one number. Numbers are positive, so that hashes of ids never meet them.
    private static long Identity(in EngineEvent e) =>
        e.Fill.TradeSequence > 0 ? (e.Fill.TradeSequence << 1) | (long)e.Side : -1 - (((long)(uint)e.Fill.TradeId.GetHashCode() << 1) | (long)e.Side);

    private void OnPosition(Desk<TQuoter> desk, in EngineEvent e)
    {
        desk.IsDirty = true;
        desk.VenuePosition = e.Position;
        desk.HasVenuePosition = true;
        if (!desk.IsAdopted)
            return;
        if (desk.IsSettled)
            Rebase(desk);
        long difference = e.Position.Lots - desk.Position.Lots;
        bool queried = (e.Flags & EventFlags.Snapshot) != 0;
        if (difference == 0)
        {
            desk.MismatchLots = 0;
            CompareProfit(desk, e.ReceiveNs);
        }
        else if (queried && (difference != desk.MismatchLots || desk.FillCount != desk.MismatchFills))
            AskAboutDifference(desk, difference, e.ReceiveNs);
        else if (queried && Session == SessionState.Live && e.ReceiveNs - desk.MismatchNs >= _options.RequestTimeoutNs)
            AdoptDifference(desk, e.ReceiveNs);
    }

    /// <summary>
    /// A fill may be on its way, or the answer be an old one: trades and position are asked for once more, and the difference is
    /// believed if it stays as long as an answer may take.
    /// </summary>
    private void AskAboutDifference(Desk<TQuoter> desk, long difference, long nowNs)
    {
        if (!Ask(IntentKind.QueryAccount, desk.Id, nowNs))
            return;
        desk.MismatchLots = difference;
        desk.MismatchFills = desk.FillCount;
        desk.MismatchNs = nowNs;
    }

    private static void Rebase(Desk<TQuoter> desk)
    {
        desk.IsSettled = false;
        desk.RealizedBase = DeskPnl.VenueRealized(desk.VenuePosition) - desk.Position.Realized;
    }

    private void CompareProfit(Desk<TQuoter> desk, long nowNs)
    {
        long differenceE9 = Decimals.FromDouble(DeskPnl.Difference(desk) * desk.UsdPerUnit);
        bool differs = Math.Abs(differenceE9) > CentE9;
        if (differs && !desk.IsProfitDifferent)
            _facts.Notice(NoticeKind.PnlMismatch, desk.Id, differenceE9, nowNs);
        desk.IsProfitDifferent = differs;
    }

    /// <summary>The venue's position stands. The difference is booked once, at mark, as an adjustment.</summary>
    private void AdoptDifference(Desk<TQuoter> desk, long nowNs)
    {
        long difference = desk.VenuePosition.Lots - desk.Position.Lots;
        _facts.Notice(NoticeKind.PositionMismatch, desk.Id, difference, nowNs);
        double price = desk.VenuePosition.MarkE9 > 0 ? desk.VenuePosition.MarkE9 / 1e9 : desk.Mid;
        desk.Position.Apply(difference > 0 ? Side.Buy : Side.Sell, new Size(Math.Abs(difference)), price, 0, desk.Instrument!);
        RecordAdopted(desk, price, isOpening: false, nowNs);
        desk.RealizedBase = DeskPnl.VenueRealized(desk.VenuePosition) - desk.Position.Realized;
        desk.MismatchLots = 0;
        foreach (ref WorkingOrder slot in desk.Orders)
            slot.FilledByTrades = new Size(slot.FilledLots); // whatever trades were owed, the position has them now
    }

    private void OnPortfolio(in PortfolioUpdate portfolio, long nowNs)
    {
        for (int i = 0; i < _accounts.Length; i++)
        {
            VenueAccount account = _accounts[i] ??= new VenueAccount(portfolio.Currency);
            if (account.Currency != portfolio.Currency)
                continue;
            account.Apply(portfolio);
            if (Session == SessionState.Live)
                account.Begin();
            break;
        }

        JudgeVenueLoss(nowNs);
        JudgeMargin(nowNs);
    }

    private double UsdPerUnit(AsciiCode currency)
    {
        foreach (Desk<TQuoter> desk in _desks)
        {
            if (desk.Settlement == currency)
                return desk.UsdPerUnit;
        }

        return 0;
    }

    private void OnSession(in SessionUpdate session, long nowNs)
    {
        bool wasDown = Session is SessionState.Down or SessionState.LoggingIn;
        if (session.State != Session)
            _facts.Notice(NoticeKind.Session, EngineEvent.NoInstrument, (long)session.State, nowNs);
        bool wasLive = Session == SessionState.Live;
        Session = session.State;
        SetCause(ModeCause.Session, session.State != SessionState.Live, nowNs);
        if (session.OrderBurst > 0)
        {
            _credits = _credits.With(session.OrderRate, session.OrderBurst, nowNs);
            FitReserves(session.OrderBurst, nowNs);
        }

        if (session.State == SessionState.Down)
            LoseConnection(nowNs);
        else if (session.State == SessionState.Reconciling && wasDown)
            BeginListing();
        else if (session.State == SessionState.Live)
        {
            EndListing(nowNs);
            BeginTrading(nowNs);
            if (!wasLive)
                ExpectSnapshots(nowNs);
        }

        Touch();
    }

    private void BeginTrading(long nowNs)
    {
        foreach (Desk<TQuoter> desk in _desks)
        {
            if (desk.IsAdopted || !desk.HasVenuePosition || desk.Instrument is null)
                continue;
            long entryE9 = desk.VenuePosition.AverageE9 > 0 ? desk.VenuePosition.AverageE9 : desk.VenuePosition.MarkE9;
            desk.Position = Position.Opening(desk.VenuePosition.Lots, entryE9 / 1e9, desk.Instrument);
            desk.RealizedBase = DeskPnl.VenueRealized(desk.VenuePosition);
            (desk.UnrealizedBase, desk.HasUnrealizedBase) = (desk.Position.Unrealized(desk.Mark, desk.Instrument), desk.Mark > 0);
            desk.IsAdopted = true;
            RecordAdopted(desk, entryE9 / 1e9, isOpening: true, nowNs);
        }

        foreach (VenueAccount? account in _accounts)
            account?.Begin();
    }

    /// <summary>The subscription's own snapshots may still be on their way.</summary>
    private void ExpectSnapshots(long nowNs)
    {
        foreach (Desk<TQuoter> desk in _desks)
        {
            if (desk.Book.Status == BookStatus.Empty)
                (desk.AwaitsSnapshot, desk.ResubscribedNs) = (true, nowNs);
        }
    }

    private void OnCommand(CommandKind command, long nowNs)
    {
        switch (command)
        {
            case CommandKind.Stop when (_mode.Causes & ModeCause.Stopping) == 0:
                _facts.Notice(NoticeKind.Stop, EngineEvent.NoInstrument, 0, nowNs);
                SetCause(ModeCause.Stopping, holds: true, nowNs);
                break;
            case CommandKind.Kill:
                Kill(KillReason.Operator, nowNs);
                break;
            case CommandKind.JournalBehind or CommandKind.JournalCaughtUp:
                SetCause(ModeCause.Journal, command == CommandKind.JournalBehind, nowNs);
                break;
            default:
                break;
        }

        Touch();
    }

    private void OnTimer(long nowNs)
    {
        _facts.BringBack();
        foreach (Desk<TQuoter> desk in _desks)
        {
            CheckTimeouts(desk, nowNs);
            if (desk.ToldSequence != desk.MarkedSequence)
                RecordMark(desk, nowNs);
            if (Session == SessionState.Live && desk.IsOpen && desk.NeedsSnapshot(nowNs))
                Resubscribe(desk, nowNs);
        }

        if (nowNs - _pnlNs >= _options.PnlPeriodNs)
        {
            _pnlNs = nowNs;
            RecordPnl(nowNs);
        }

        Touch();
    }

    /// <summary>Records the profit as it stands; the owner calls it a last time when the session ends.</summary>
    public void RecordPnl(long nowNs)
    {
        foreach (Desk<TQuoter> desk in _desks)
        {
            if (desk.Instrument is null || !desk.IsAdopted)
                continue;
            ref Fact fact = ref _facts.Claim(FactKind.Pnl, nowNs);
            fact.Instrument = desk.Id;
            fact.PositionLots = desk.Position.Lots;
            fact.MidHalfTicks = desk.Book.Touch.MidHalfTicks;
            fact.Pnl = DeskPnl.Compute(desk, Account(desk.Settlement));
            _facts.Publish();
        }
    }
}

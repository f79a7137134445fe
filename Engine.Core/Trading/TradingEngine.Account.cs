using Engine.Core.Events;
using Engine.Core.Market;
using Engine.Core.Primitives;
using Engine.Core.Risk;
using Engine.Core.Risk.Modes;
using Engine.Core.Trading.Desks;

namespace Engine.Core.Trading;

/// <content>Account events: equity; session, commands and time.</content>
public sealed partial class TradingEngine<TQuoter, TGateway>
{
    private void OnPortfolio(in PortfolioUpdate portfolio, long nowNs)
    {
        for (int i = 0; i < _accounts.Length; i++)
        {
            VenueAccount account = _accounts[i] ??= new VenueAccount(portfolio.Currency);
            if (account.Currency != portfolio.Currency)
                continue;
            if (account.Apply(portfolio, nowNs) is not 0 and double paid)
                _facts.Notice(NoticeKind.CashFlow, EngineEvent.NoInstrument, Decimals.FromDouble(paid), nowNs);
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
        FollowProtection(session.IsProtected);
        SetCause(ModeCause.Session, session.State != SessionState.Live, nowNs);
        if (session.OrderBurst > 0)
        {
            _credits.Credits = _credits.Credits.With(session.OrderRate, session.OrderBurst, nowNs);
            FitReserves(session.OrderBurst, nowNs);
        }

        FollowLists(session.List, nowNs);
        if (session.State == SessionState.Down)
        {
            LoseConnection(nowNs);
            foreach (VenueAccount? account in _accounts)
                account?.Break();
        }
        else if (session.State == SessionState.Reconciling && wasDown)
            BeginListing(nowNs);
        else if (session.State == SessionState.Live)
        {
            if (!_sessionTellsLists)
                EndListing(nowNs);
            BeginTrading(nowNs);
            if (!wasLive)
                ExpectSnapshots(nowNs);
        }

        Touch();
    }

    /// <summary>
    /// A session that tells where lists begin and end has its word taken for both: a list may be asked for by the session itself, and
    /// the end of an older one is not the end of the one that the engine asked for.
    /// </summary>
    private void FollowLists(OpenOrderList list, long nowNs)
    {
        if (list == OpenOrderList.None)
            return;
        _sessionTellsLists = true;
        if (list == OpenOrderList.Begins)
            BeginListing(nowNs);
        else
            EndListing(nowNs);
    }

    private void BeginTrading(long nowNs)
    {
        foreach (Desk<TQuoter> desk in _desks)
            TakeOver(desk, nowNs);

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

    private void OnCommand(CommandKind command, KillReason reason, long nowNs)
    {
        switch (command)
        {
            case CommandKind.Stop when (_mode.Causes & ModeCause.Stopping) == 0:
                _facts.Notice(NoticeKind.Stop, EngineEvent.NoInstrument, 0, nowNs);
                SetCause(ModeCause.Stopping, holds: !Lacks(Guard.StopLatch), nowNs);
                break;
            case CommandKind.Kill:
                Kill(reason == KillReason.None ? KillReason.Operator : reason, nowNs);
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
        EndProtection(nowNs);
        _facts.BringBack();
        foreach (Desk<TQuoter> desk in _desks)
        {
            CheckTimeouts(desk, nowNs);
            if (desk.ToldSequence != desk.MarkedSequence)
                RecordMark(desk, nowNs);
            if (Session == SessionState.Live && desk.IsOpen && desk.NeedsSnapshot(nowNs))
                Resubscribe(desk, nowNs);
        }

        GiveUpRequests(nowNs);
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
            if (desk.ToldSequence != desk.MarkedSequence)
                RecordMark(desk, nowNs);
            if (desk.Instrument is null || !desk.IsAdopted)
                continue;
            ref Fact fact = ref _facts.Claim(FactKind.Pnl, nowNs);
            fact.Instrument = desk.Id;
            fact.PositionLots = desk.Position.Lots;
            fact.MidE9 = desk.MidE9;
            fact.Pnl = DeskPnl.Compute(desk, Account(desk.Settlement));
            _facts.Publish();
        }
    }
}

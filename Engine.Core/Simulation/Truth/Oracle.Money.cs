using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Simulation.Trader;
using Engine.Core.Simulation.Truth.Twins;
using Engine.Core.Trading.Desks;
using Engine.Core.Venue.Accounts;

namespace Engine.Core.Simulation.Truth;

/// <content>
/// Money after every event: the engine's profit is what its fills come to in cash, the venue's ledger sums to what was paid in, and where
/// more is lost than allowed, by the fills or by the venue's equity, the kill switch is latched.
/// </content>
internal sealed partial class Oracle
{
    private const long LedgerLookNs = OneSecondNs;
    private const long ProfitNs = 2 * OneSecondNs;
    private const double MostRoundingUsd = 0.001;
    private const double MostUnexplainedUsd = 0.01;
    private const double PartOfOpening = 0.001; // the price that the opening counts at may be that of the ticker before

    private readonly LossTwin _losses;
    private readonly bool _watchesLosses;
    private readonly Disagreement[] _profits;
    private readonly double[] _openingMarks;
    private readonly long[] _settledE9;
    private readonly double[] _lossMarks;
    private Disagreement _equity;
    private long _ledgerNs;
    private int _ledgerTrades;

    private void BeginMoney()
    {
        _losses.Begin();
        _equity.Forget();
        _profits.AsSpan().Clear();
        _openingMarks.AsSpan().Clear();
        _lossMarks.AsSpan().Clear();
    }

    /// <summary>
    /// Own profit against the venue's, where both hold the same position: they differ by less than prices are rounded by. A settlement is
    /// told with the next ticker; one at the very price of the one before looks like none to the trader.
    /// </summary>
    private void LookAtProfit(TraderProcess process, long nowNs)
    {
        for (int i = 0; i < _listings.Length; i++)
        {
            Desk<InventorySkewQuoter> desk = process.Engine.Desks[i];
            bool isSettledAlike = _exchange.Options.MarketStart is not null && _exchange.Listings[_listings[i]].Mark.SettlementE9 == _settledE9[i];
            if (!IsQuiet || isSettledAlike || desk.IsSettled || desk.IsRebased || desk.PositionLots != _account.Positions[_listings[i]].Lots)
            {
                _profits[i].Forget(); // the next answer of the venue begins the comparison anew
                continue;
            }

            double usd = DeskPnl.Difference(desk) * desk.UsdPerUnit;
            if (_profits[i].Lasts(Math.Abs(usd) > MostUnexplainedUsd, nowNs, ProfitNs))
                Report(Invariant.Money, $"{desk.Instrument}: own profit and the venue's have differed for {ProfitNs / OneSecondNs} s, now by {usd} USD");
        }
    }

    /// <summary>The ledger, each second and after each fill of the trader.</summary>
    private void LookAtLedger(long nowNs)
    {
        if (nowNs - _ledgerNs < LedgerLookNs && _ledgerTrades == _trades)
            return;
        (_ledgerNs, _ledgerTrades) = (nowNs, _trades);
        FinalAudit.CheckMoney(_exchange, this);
        if (Process is not { } process)
            return;
        if (_setup.Engine.Limits.SessionLossUsd > 0)
            LookAtEquity(process, nowNs);
        LookAtProfit(process, nowNs);
    }

    /// <summary>Own profit against the cash that the fills written down have moved.</summary>
    private void CheckOwnProfit(Desk<InventorySkewQuoter> desk, in ShadowPosition shadow)
    {
        if (!shadow.IsOpen || !(desk.Mark > 0) || desk.Instrument is not { } instrument)
            return;
        double own = desk.Position.Realized + desk.Position.Unrealized(desk.Mark, instrument) - desk.Position.Fees;
        double usd = (own - shadow.Profit(desk.Mark, shadow.OpeningPrice, instrument)) * desk.UsdPerUnit;
        if (Math.Abs(usd) > MostRoundingUsd)
            Report(Invariant.Money, $"{instrument.Name}: own profit is {own}, {usd} USD more than the fills come to");
    }

    /// <summary>A mark has moved or a fill was booked: what is lost by now.</summary>
    private void LookAtLosses(TraderProcess process, bool isBooked, long nowNs)
    {
        bool isNew = isBooked;
        double usd = 0, toleranceUsd = MostRoundingUsd;
        for (int i = 0; i < _shadows.Length; i++)
        {
            Desk<InventorySkewQuoter> desk = process.Engine.Desks[i];
            if (!_shadows[i].IsOpen || !(desk.Mark > 0) || desk.Instrument is not { } instrument)
                continue;
            isNew |= desk.Mark != _lossMarks[i];
            _lossMarks[i] = desk.Mark;
            if (_openingMarks[i] == 0)
                _openingMarks[i] = desk.Mark;
            usd += _shadows[i].Profit(desk.Mark, _openingMarks[i], instrument) * desk.UsdPerUnit;
            toleranceUsd += PartOfOpening * Math.Abs(instrument.NotionalUsd(instrument.AmountOf(_shadows[i].OpeningLots), desk.Mark));
        }

        if (isNew && _losses.Judge(usd, toleranceUsd, nowNs) is { } passed && process.Engine.KillReason == KillReason.None)
            Report(Invariant.Losses, $"{passed}, and the kill switch is not latched");
    }

    /// <summary>The loss by the venue's own equity, from the figure that the engine began with: found out within the time of an answer.</summary>
    private void LookAtEquity(TraderProcess process, long nowNs)
    {
        double usd = 0;
        foreach (Wallet wallet in _account.Wallets)
        {
            for (int i = 0; i < _listings.Length; i++)
            {
                Desk<InventorySkewQuoter> desk = process.Engine.Desks[i];
                if (!desk.Settlement.ToString().Equals(wallet.Currency, StringComparison.OrdinalIgnoreCase))
                    continue;
                if (process.Engine.Account(desk.Settlement) is { StartEquity: > 0 } account)
                    usd += ((double)_exchange.Ledger.Standing(wallet).Equity - account.StartEquity) * desk.UsdPerUnit;
                break;
            }
        }

        bool isUnseen = -usd > _setup.Engine.Limits.SessionLossUsd && process.Engine.KillReason == KillReason.None;
        if (process.Trading.Announced != Events.SessionState.Live || IsHanging(process, nowNs))
            _equity.Forget();
        else if (_equity.Lasts(isUnseen, nowNs, PatienceNs))
            Report(Invariant.Losses, $"the venue's equity has been {-usd:0.0000} USD below its start for {PatienceNs / OneSecondNs} s, and the kill switch is not latched");
    }
}

using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Simulation.Trader;

namespace Engine.Core.Simulation.Truth;

/// <content>
/// How long trader and venue may disagree while the session is live. Where something goes wrong now and then: the period at which the
/// venue is asked, the time that its answer may take, and that of the question which follows from it. Where nothing has gone wrong for a
/// while nothing is to be found out: only news on their way. Of orders that were filled on both sides alike the position tells nothing:
/// the trades do, which are asked for less often.
/// </content>
internal sealed partial class Oracle
{
    private const long PeriodNs = 5 * OneSecondNs; // of position and equity
    private const long TradesPeriodNs = 30 * OneSecondNs;
    private const long NewsNs = OneSecondNs;
    private const long LongestFaultNs = 30 * OneSecondNs; // a half-open connection

    private readonly List<(int Desk, long Sequence, Side Side, long SinceNs)> _unbooked = [];
    private long _calmNs;

    /// <summary>Time to find out what was lost; another lost fill meanwhile begins the wait for the venue's word anew.</summary>
    private long FindingNs => PeriodNs + (3 * _setup.Engine.RequestTimeoutNs) + LongStallNs;

    /// <summary>Time to find out which trades were lost.</summary>
    private long FindingTradesNs => TradesPeriodNs + _setup.Engine.RequestTimeoutNs;

    /// <summary>How long what is believed of an order may be wrong now.</summary>
    private long OrderPatienceNs => NowNs - _calmNs > FindingTradesNs ? NewsNs : FindingTradesNs;

    /// <summary>How long a difference may last now.</summary>
    private long PatienceNs => IsQuiet ? NewsNs : FindingNs;

    /// <summary>Whether nothing has gone wrong for so long that all is found out. Where the venue's clock was set, old trades may be taken for new ones at any time.</summary>
    private bool IsQuiet => !WasClockStepped && NowNs - _calmNs > FindingNs;

    /// <summary>Something goes wrong, and may do so for a while.</summary>
    public void Disturb() => _calmNs = NowNs + LongestFaultNs;

    /// <summary>All that went wrong is over.</summary>
    public void Calm() => _calmNs = NowNs;

    /// <summary>Fills that the trader has not booked: one period of asking for trades, and the time that the answer may take.</summary>
    private void LookAtUnbooked(TraderProcess process, long nowNs)
    {
        if (_unbooked.Count == 0)
            return;
        bool isLive = process.Trading.Announced == SessionState.Live && !IsHanging(process, nowNs);
        for (int i = _unbooked.Count - 1; i >= 0; i--)
        {
            (int desk, long sequence, Side side, long sinceNs) = _unbooked[i];
            if (_shadows[desk].Has(sequence, side))
                _unbooked.RemoveAt(i);
            else if (!isLive)
                _unbooked[i] = (desk, sequence, side, nowNs);
            else if (nowNs - sinceNs > FindingTradesNs)
                Report(Invariant.Fills, $"the fill {sequence} of {_setup.Instruments[desk]} has not been booked for {(nowNs - sinceNs) / OneSecondNs} s");
        }
    }
}

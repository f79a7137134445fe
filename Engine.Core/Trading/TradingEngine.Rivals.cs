using System.Runtime.CompilerServices;
using Engine.Core.Events;
using Engine.Core.Trading.Desks;

namespace Engine.Core.Trading;

/// <content>
/// Another engine on the same account and instrument: its orders carry our form of label and are placed while we trade. Two engines
/// that took each other's orders for strays would cancel them without end, so the instrument is held instead, until no more are seen.
/// </content>
public sealed partial class TradingEngine<TQuoter, TGateway>
{
    private const long RivalMarginNs = 10_000_000_000; // a place that a dying process had sent has long arrived by then
    private const long RivalPauseNs = 60_000_000_000;

    private readonly HashSet<int> _earlier;

    /// <summary>Number of another engine's session that was last seen to trade one of our instruments; 0 for none.</summary>
    public int RivalSession { get; private set; }

    /// <summary>
    /// Whether an order that stands in no slot was placed by an engine that runs now: of a session that nothing here knows, and made,
    /// by the venue's clock, when ours had long taken the position over. Everything else is what a dead process left.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool IsRivals(Desk<TQuoter> desk, in OrderUpdate order)
    {
        int session = order.Label.Session;
        return session != _options.SessionId && desk.AdoptedVenueNs != 0 && order.CreatedMs * MillisecondNs > desk.AdoptedVenueNs + RivalMarginNs
            && !_earlier.Contains(session) && !desk.Strays.Has(order);
    }

    private void OnRival(Desk<TQuoter> desk, in OrderUpdate order, long nowNs)
    {
        bool isNews = nowNs >= desk.RivalUntilNs || RivalSession != order.Label.Session;
        RivalSession = order.Label.Session;
        desk.RivalUntilNs = nowNs + RivalPauseNs;
        if (isNews)
            _facts.Notice(NoticeKind.OtherEngine, desk.Id, order.Label.Session, nowNs, order.Label);
    }
}

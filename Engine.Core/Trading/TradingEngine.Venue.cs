using System.Runtime.CompilerServices;
using Engine.Core.Events;
using Engine.Core.Risk.Modes;

namespace Engine.Core.Trading;

/// <content>What the session tells of the venue: that it takes no orders or is seen late, that orders outlived their connection.</content>
public sealed partial class TradingEngine<TQuoter, TGateway>
{
    /// <summary>Orders of ours that were still open after a connection had ended, or that an earlier process left.</summary>
    public long OrdersOutlived { get; private set; }

    private void OnVenue(in EngineEvent e)
    {
        bool isHeld = e.Command.Kind == CommandKind.Hold;
        if (e.Instrument == EngineEvent.NoInstrument)
            SetCause(Of((HoldCause)e.Tag), isHeld, e.ReceiveNs);
        else
            _desks[e.Instrument].IsHeld = isHeld;
        foreach (Desk<TQuoter> desk in _desks)
        {
            if (!isHeld && (e.Instrument == EngineEvent.NoInstrument || e.Instrument == desk.Id))
                Hasten(desk, e.ReceiveNs);
        }

        Touch();
    }

    private static ModeCause Of(HoldCause cause) => cause switch
    {
        HoldCause.LateMarket => ModeCause.LateMarket,
        HoldCause.LateReconciliation => ModeCause.LateReconciliation,
        _ => ModeCause.Platform,
    };

    /// <summary>
    /// Cancel-on-disconnect should have removed it, or nobody asked for that. It is adopted or cancelled like any other on the list; that
    /// there was one is noted.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OnOutlived(Desk<TQuoter> desk, OrderLabel label, long nowNs)
    {
        OrdersOutlived++;
        _facts.Notice(NoticeKind.OrderOutlived, desk.Id, 0, nowNs, label);
    }
}

using System.Runtime.CompilerServices;
using Engine.Core.Events;
using Engine.Core.Trading.Desks;

namespace Engine.Core.Trading;

/// <content>
/// A venue that has lost its state while we were connected. Orders that are gone the list shows, a position that differs the answers
/// to it; that trades have other numbers now must be known, or new ones would be taken for old.
/// </content>
public sealed partial class TradingEngine<TQuoter, TGateway>
{
    /// <summary>
    /// The session asks for all trades that the venue has. Those told before are known by id, side and time, whatever their numbers are
    /// now, and those of before the takeover are in the position; so it is until the reconciliation ends that fetches them.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OnTradesAnew(Desk<TQuoter> desk, long nowNs)
    {
        _facts.Notice(NoticeKind.TradesAnew, desk.Id, desk.ToldSequence, nowNs);
        desk.Trades.BeginAnew();
        (desk.ToldSequence, desk.MarkedSequence, desk.SequenceAfter) = (0, 0, long.MaxValue);
    }
}

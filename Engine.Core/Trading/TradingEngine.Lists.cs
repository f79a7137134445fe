using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Trading.Desks;

namespace Engine.Core.Trading;

/// <content>The venue's list of open orders: asked for where something is in doubt, and what its end decides.</content>
public sealed partial class TradingEngine<TQuoter, TGateway>
{
    private const long ListGapNs = 1_000_000_000;

    /// <summary>Asks for the list of open orders, one at a time; its end decides on every order in doubt.</summary>
    private void AskForList(long nowNs)
    {
        if (Session != SessionState.Live || _isListing || nowNs - _listedNs < 1_000_000_000 || !Ask(IntentKind.Reconcile, EngineEvent.NoInstrument, nowNs))
            return;
        _listedNs = nowNs; // a session that tells where lists begin may do so later
        if (!_sessionTellsLists)
            BeginListing(nowNs);
    }

    /// <summary>From here on whatever is shown open may stand on the list.</summary>
    private void BeginListing(long nowNs)
    {
        _isListing = true;
        (_listingNs, _listedNs) = (nowNs, nowNs);
        _left.BeginList(nowNs);
        foreach (Desk<TQuoter> desk in _desks)
        {
            desk.Strays.BeginList();
            desk.Orders[0].IsListed = false;
            desk.Orders[1].IsListed = false;
        }
    }

    /// <summary>The list is complete. Without one begun nothing is missing on it.</summary>
    private void EndListing(long nowNs)
    {
        if (!_isListing)
            return;
        _isListing = false;
        ResolveLeft(nowNs);
        foreach (Desk<TQuoter> desk in _desks)
        {
            desk.Strays.EndList();
            desk.Trades.EndAnew(); // what the venue has of before has been told again by then
            for (int side = 0; side < 2; side++)
            {
                ref WorkingOrder slot = ref desk.Orders[side];
                if (slot.State is OrderState.Working or OrderState.Unknown && !slot.IsListed && (slot.IsDisproved(_listingNs, ListGapNs) || Lacks(Guard.ProofOfAbsence)))
                    Move(desk, ref slot, OrderCause.NotListed, nowNs);
                else if (slot.IsListed)
                    slot.Misses = 0;
                slot.OnList(_listingNs);
            }

            SettleOwed(desk);
        }
    }

    /// <summary>All trades of before the list have been told: where the positions agree, ours has whatever seemed to be owed.</summary>
    private void SettleOwed(Desk<TQuoter> desk)
    {
        if (!desk.HasVenuePosition || desk.VenuePosition.Lots != desk.Position.Lots)
            return;
        if (_listingNs > desk.Owed.SinceNs)
            desk.Owed = default;
        foreach (ref WorkingOrder slot in desk.Orders)
        {
            if (slot.State == OrderState.Idle && slot.IsOwedTrades && _listingNs > slot.ClosedNs)
                slot.Adjust();
        }
    }
}

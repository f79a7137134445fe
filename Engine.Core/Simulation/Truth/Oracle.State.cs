using System.Text;
using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Simulation.Trader;
using Engine.Core.Simulation.Truth.Requests;
using Engine.Core.Simulation.Truth.Twins;
using Engine.Core.Trading.Desks;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Accounts.Records;
using Engine.Core.Venue.Matching;
using OrderState = Engine.Core.Orders.OrderState;

namespace Engine.Core.Simulation.Truth;

/// <content>What the trader believes against what is, after every event.</content>
internal sealed partial class Oracle
{
    private const long OrdersLookNs = 20_000_000;

    private readonly Disagreement[] _positions;
    private readonly ForeignLots[] _foreign;
    private readonly Dictionary<long, long> _unknownSince = [];
    private readonly Dictionary<ulong, long> _goneSince = [];
    private int _trades;
    private long _ordersNs;

    /// <summary>Looks at everything; cheap enough for every event.</summary>
    public void Look(long nowNs)
    {
        TakeTrades();
        LookAtLedger(nowNs);
        for (int i = 0; i < _listings.Length; i++)
            _marks[i].Note(_exchange.Listings[_listings[i]].Mark.MarkE9 / 1e9, nowNs);
        if (Process is not { } process)
            return;
        if (process.Engine.KillReason == KillReason.Invariant)
            Report(Invariant.Soundness, "the engine latched its kill switch for a broken invariant");
        LookAtEnding(process, nowNs);
        LookAtBooked(process, nowNs);
        LookAtWatchdog(process, nowNs);
        bool isLive = process.Trading.Announced == SessionState.Live && !IsHanging(process, nowNs);
        for (int i = 0; i < _listings.Length; i++)
        {
            Desk<InventorySkewQuoter> desk = process.Engine.Desks[i];
            bool differ = desk.PositionLots != _account.Positions[_listings[i]].Lots;
            if (!isLive || !desk.IsAdopted)
                _positions[i].Forget();
            else if (_positions[i].Lasts(differ, nowNs, PatienceNs))
                Report(Invariant.Position, $"{desk.Instrument}: the engine has held {desk.PositionLots} lots for {PatienceNs / OneSecondNs} s, the venue {_account.Positions[_listings[i]].Lots}");
            if (!differ && desk.IsAdopted && process.Link.Connection is { Down.Bytes: 0 })
                _foreign[i].Settle();
        }

        if (nowNs - _ordersNs < OrdersLookNs)
            return;
        _ordersNs = nowNs;
        if (isLive)
            LookAtOrders(process, nowNs);
        else
        {
            _unknownSince.Clear();
            _goneSince.Clear();
        }
    }

    /// <summary>Whether nothing of what the trader believes differs from what is; a sentence where it does.</summary>
    public string? Difference()
    {
        if (Process is not { } process || process.Trading.Announced != SessionState.Live)
            return "there is no live session";
        if (process.Link.Connection is { Down.Bytes: > 0 })
            return null; // news are on their way
        for (int i = 0; i < _listings.Length; i++)
        {
            Desk<InventorySkewQuoter> desk = process.Engine.Desks[i];
            long lots = _account.Positions[_listings[i]].Lots;
            if (!desk.IsAdopted || desk.PositionLots != lots)
                return $"{_setup.Instruments[i]}: the engine holds {desk.PositionLots} lots, the venue {lots}";
        }

        foreach (Order order in _account.OpenOrders)
        {
            if (TryLabel(order.Label, out OrderLabel label) && !Knows(process, label))
                return $"the engine does not know {order.Label}";
        }

        return null;
    }

    private void LookAtOrders(TraderProcess process, long nowNs)
    {
        LookAtPlaces(process);
        foreach (Order order in _account.OpenOrders)
        {
            if (!TryLabel(order.Label, out OrderLabel label))
                continue;
            if (Knows(process, label))
                _unknownSince.Remove(order.Id);
            else if (!_unknownSince.TryAdd(order.Id, nowNs) && nowNs - _unknownSince[order.Id] > OrderPatienceNs)
                Report(Invariant.Orders, $"{order.Label} is open at the venue and unknown to the engine for {OrderPatienceNs / OneSecondNs} s");
        }

        for (int i = 0; i < _listings.Length; i++)
        {
            for (int side = 0; side < 2; side++)
                LookAtSlot(process.Engine.Desks[i].Orders[side], nowNs);
        }
    }

    private void LookAtPlaces(TraderProcess process)
    {
        foreach (OrderRequest place in _requests.PlacesOf(process.SessionId, NowNs, _setup.Engine.RequestTimeoutNs))
        {
            if (TryLabel(place.Label, out OrderLabel label) && !Knows(process, label))
                Report(Invariant.Orders, $"{place.Label} may still be opened, and the engine has given it up");
        }
    }

    private void LookAtSlot(in WorkingOrder slot, long nowNs)
    {
        if (slot.State is not (OrderState.Working or OrderState.Editing or OrderState.Cancelling))
            return;
        ulong label = slot.Label.Packed;
        foreach (Order order in _account.OpenOrders)
        {
            if (TryLabel(order.Label, out OrderLabel known) && known.Packed == label)
            {
                _goneSince.Remove(label);
                return;
            }
        }

        if (!_goneSince.TryAdd(label, nowNs) && nowNs - _goneSince[label] > OrderPatienceNs)
            Report(Invariant.Orders, $"the engine believes in {slot.Label}, which has not been open at the venue for {OrderPatienceNs / OneSecondNs} s");
    }

    private static bool Knows(TraderProcess process, OrderLabel label)
    {
        foreach (Desk<InventorySkewQuoter> desk in process.Engine.Desks)
        {
            for (int side = 0; side < 2; side++)
            {
                if (desk.Orders[side].Label == label && desk.Orders[side].State != OrderState.Idle)
                    return true;
            }

            for (int i = 0; i < desk.Strays.Count; i++)
            {
                if (desk.Strays.LabelOf(i) == label)
                    return true;
            }
        }

        return false;
    }

    /// <summary>The session in a label of ours; 0 for any other.</summary>
    internal static int SessionOf(string label) => TryLabel(label, out OrderLabel own) ? own.Session : 0;

    private static bool TryLabel(string text, out OrderLabel label)
    {
        label = default;
        if (text.Length != OrderLabel.TextLength)
            return false;
        Span<byte> bytes = stackalloc byte[OrderLabel.TextLength];
        return Encoding.ASCII.TryGetBytes(text, bytes, out int length) && OrderLabel.TryParse(bytes[..length], out label);
    }

    /// <summary>New trades of the account: what others did is told to the trader later.</summary>
    private void TakeTrades()
    {
        int count = 0;
        foreach (int listing in _listings)
            count += _account.TradesByListing[listing].Count;
        if (count == _trades)
            return;
        _trades = count;
        for (int i = 0; i < _listings.Length; i++)
        {
            RecentList<UserTrade> trades = _account.TradesByListing[_listings[i]];
            for (; _taken[i] < trades.Count; _taken[i]++)
                Take(trades[_taken[i]], i);
        }
    }

    private void Take(UserTrade trade, int desk)
    {
        _counts.Fills++;
        _venueTrades[(desk, trade.Print.Sequence, trade.Side)] = trade;
        if (Process is not null)
            _unbooked.Add((desk, trade.Print.Sequence, trade.Side, NowNs));
        if (Trace is not null)
            Trace($"  filled {trade.Side} {trade.Print.Lots} at {trade.Print.PriceTicks} of {trade.Label} ({trade.Print.Sequence})");
        if (!IsOurs(trade.Label) || (Process is { } process && TryLabel(trade.Label, out OrderLabel label) && label.Session != process.SessionId && !Knows(process, label)))
            _foreign[desk].Add(trade.Print.Sequence, trade.Side, trade.Print.Lots);
        else if (_setup.FillPauseNs > 0)
            _pausing.Add((trade.Label, trade.Side, desk, trade.Print.Sequence, NowNs));
    }
}

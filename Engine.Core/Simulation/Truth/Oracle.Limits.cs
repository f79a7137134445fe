using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Simulation.Trader;
using Engine.Core.Simulation.Truth.Requests;
using Engine.Core.Simulation.Truth.Twins;
using Engine.Core.Trading.Desks;
using Engine.Core.Venue.Faults.Forms;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Simulation.Truth;

/// <content>
/// No intent passes a limit. Size, count and worth are judged by the venue's own books; prices against what the trader has been told,
/// and against any that the venue had in the time that news may take.
/// </content>
internal sealed partial class Oracle
{
    private const double Digits = 1e-12; // of prices that are told as decimals and compared as doubles

    private readonly List<(string Label, Side Side, int Desk, long Sequence, long AtNs)> _pausing = [];
    private readonly string[] _placed;
    private readonly MarkHistory[] _marks;

    private void CheckLimits(OrderRequest request, Order? order, int index, TraderProcess process)
    {
        RiskLimits limits = _setup.Limits[index];
        Desk<InventorySkewQuoter> desk = process.Engine.Desks[index];
        Listing listing = _exchange.Listings[request.Listing];
        double price = request.PriceE9 / 1e9;
        double mark = listing.Mark.MarkE9 / 1e9;
        if (request.Lots <= 0 || request.PriceE9 <= 0)
            Report(Invariant.Limits, $"{request.Action} {request.Label}: {request.Lots} lots at {price}");
        double usd = Usd(listing, request.Lots - (order?.FilledLots ?? 0), price);
        if (usd > limits.MaxOrderUsd + RoundingUsd)
            Report(Invariant.Limits, $"{request.Action} {request.Label}: {usd} USD in one order, {limits.MaxOrderUsd} are allowed");
        if (_marks[index].Distance(price, NowNs - limits.StaleMarkNs - LongestWayNs) > limits.PriceCollar + Digits)
            Report(Invariant.Limits, $"{request.Action} {request.Label} at {price}, the venue's mark is {mark} and was not near for {(limits.StaleMarkNs + LongestWayNs) / 1_000_000} ms");
        if (Math.Abs(price - desk.Mark) > desk.Mark * (limits.PriceCollar + Digits))
            Report(Invariant.Limits, $"{request.Action} {request.Label} at {price}, mark {desk.Mark}");
        if (limits.IndexCollar > 0 && Math.Abs(price - desk.Index) > desk.Index * (limits.IndexCollar + Digits))
            Report(Invariant.Limits, $"{request.Action} {request.Label} at {price}, index {desk.Index}");
        if (desk.Instrument is { } instrument)
            CheckTouch(request, limits, instrument.E9(desk.Book.Touch.Bid), instrument.E9(desk.Book.Touch.Ask));
        if (_setup.FillPauseNs > 0)
            CheckFillPause(request, order, index, process);
        CheckAccount(request, order, process);
    }

    private void CheckTouch(OrderRequest request, RiskLimits limits, long bidE9, long askE9)
    {
        bool buy = request.Side == Side.Buy;
        if (buy ? request.PriceE9 >= askE9 : request.PriceE9 <= bidE9)
            Report(Invariant.Limits, $"{request.Action} {request.Label} at {request.PriceE9 / 1e9} would cross");
        double best = buy ? bidE9 : askE9;
        double behind = (buy ? bidE9 - request.PriceE9 : request.PriceE9 - askE9) / best;
        if (limits.MaxTouchDistance > 0 && behind > limits.MaxTouchDistance + Digits)
            Report(Invariant.Limits, $"{request.Action} {request.Label}: {behind} behind the touch, {limits.MaxTouchDistance} is allowed");
        if (limits.MaxTouchImprovement > 0 && -behind > limits.MaxTouchImprovement + Digits)
            Report(Invariant.Limits, $"{request.Action} {request.Label}: {-behind} before the touch, {limits.MaxTouchImprovement} is allowed");
    }

    /// <summary>Whether the venue's clock was ever set: what it says of earlier and later is wrong then.</summary>
    private bool WasClockStepped => _exchange.Faults.Status.Any(status => status.Fault.Kind == FaultKind.ClockStep && status.Fired > 0);

    /// <summary>A trade of the side's last order that the trader has been told: it is not replaced and not filled up for a while.</summary>
    private void CheckFillPause(OrderRequest request, Order? order, int index, TraderProcess process)
    {
        ref string placed = ref _placed[(index * 2) + (int)request.Side];
        _pausing.RemoveAll(fill => NowNs - fill.AtNs >= _setup.FillPauseNs);
        foreach ((string label, Side side, int desk, long sequence, long atNs) in _pausing)
        {
            if (label != placed || side != request.Side || desk != index || !process.Engine.Desks[index].Trades.Has(sequence, side))
                continue;
            if (WasClockStepped && (request.Action == OrderAction.Edit || SessionOf(label) != process.SessionId))
                continue; // the newest of the news may look older, and what was filled before a restart longer ago
            if (request.Action == OrderAction.Place || request.Lots > order?.Lots)
                Report(Invariant.Limits, $"{request.Action} {request.Label} of {request.Lots} lots, {(NowNs - atNs) / 1_000_000} ms after a fill of {label}");
        }

        if (request.Action == OrderAction.Place)
            placed = request.Label;
    }

    /// <summary>How many orders of this process are open or may come to be, and what they and all positions are worth.</summary>
    private void CheckAccount(OrderRequest request, Order? order, TraderProcess process)
    {
        AccountLimits limits = _setup.Engine.Limits;
        long timeoutNs = _setup.Engine.RequestTimeoutNs;
        if (limits.MaxOpenOrders > 0 && request.Action == OrderAction.Place)
        {
            int count = 1 + _account.OpenOrders.Count(open => SessionOf(open.Label) == process.SessionId) + _requests.CountPlacesUnderWay(process.SessionId, NowNs, timeoutNs);
            if (count > limits.MaxOpenOrders)
                Report(Invariant.Limits, $"{request.Action} {request.Label} makes {count} orders, {limits.MaxOpenOrders} are allowed");
        }

        if (limits.MaxNotionalUsd > 0)
            CheckNotional(request, order, process, limits.MaxNotionalUsd);
    }

    private void CheckNotional(OrderRequest request, Order? order, TraderProcess process, double mostUsd)
    {
        long timeoutNs = _setup.Engine.RequestTimeoutNs;
        double usd = 0;
        for (int i = 0; i < _listings.Length; i++)
        {
            Listing listing = _exchange.Listings[_listings[i]];
            Desk<InventorySkewQuoter> desk = process.Engine.Desks[i];
            if (_foreign[i].Untold(Side.Buy, desk.Trades) + _foreign[i].Untold(Side.Sell, desk.Trades) != 0)
                return; // the trader cannot know yet what others did
            long position = _account.Positions[listing.Id].Lots;
            long own = 0;
            long lots = Math.Abs(position);
            foreach (Order open in _account.OpenOrders)
            {
                if (open.Listing != listing.Id || SessionOf(open.Label) != process.SessionId)
                    continue;
                long size = Math.Max(open.Lots, _requests.EditUnderWay(open.Id, NowNs, timeoutNs)) - open.FilledLots;
                if (open.Side == request.Side)
                    own += open.Id == request.OrderNumber ? 0 : size;
                lots += open.Id == request.OrderNumber ? 0 : size;
            }

            long placing = _requests.PlacesUnderWay(listing.Id, request.Side, NowNs, timeoutNs);
            own += placing;
            lots += placing + _requests.PlacesUnderWay(listing.Id, request.Side.Opposite(), NowNs, timeoutNs);
            if (listing.Id == request.Listing)
            {
                long asked = request.Lots - (order?.FilledLots ?? 0);
                if ((request.Side.Sign() * position) + asked + own <= 0)
                    return; // it can only reduce
                usd += Usd(listing, asked, request.PriceE9 / 1e9);
            }

            usd += Usd(listing, lots, desk.Mid);
        }

        if (usd > mostUsd + RoundingUsd)
            Report(Invariant.Limits, $"{request.Action} {request.Label}: positions and orders worth {usd:0.00} USD, {mostUsd:0.00} are allowed");
    }
}

using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Simulation.Trader;
using Engine.Core.Simulation.Truth.Requests;
using Engine.Core.Simulation.Truth.Twins;
using Engine.Core.Trading.Desks;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Simulation.Truth;

/// <content>What must hold of every order request at the moment when it is written: a plain twin of the gate, on the venue's own books.</content>
internal sealed partial class Oracle
{
    private const long OneSecondNs = 1_000_000_000;
    private const long StrayPauseNs = 1_000_000_000;
    private const long LongestWayNs = 6_000_000_000; // news may be late by so much
    private const double RoundingUsd = 0.01;

    private readonly Queue<long> _orderTimes = new();

    private void CheckWritten(OrderRequest request, Order? order)
    {
        if (request.Action == OrderAction.CancelAny)
            Report(Invariant.Strangers, "a request would end orders of others");
        else if (request.Action == OrderAction.CancelLabel ? !IsOurs(request.Label) : order is not null && !IsOurs(order.Label))
            Report(Invariant.Strangers, $"{request.Action} of an order of another ({order?.Label})");
        if (request.Action is not OrderAction.CancelLabel)
            CheckInFlight(request);
        Spend(request);
        if (request.Action is OrderAction.Place or OrderAction.Edit)
            CheckAdding(request, order);
    }

    private void CheckInFlight(OrderRequest request)
    {
        if (_requests.InFlight(request.Connection, request.Label, request.OrderNumber) is not { } before)
            return;
        long pauseNs = request.WrittenNs - before.WrittenNs;
        bool isStray = request.Action == OrderAction.Cancel && before.Action == OrderAction.Cancel && pauseNs > StrayPauseNs;
        if (pauseNs <= _setup.Engine.RequestTimeoutNs && !isStray)
            Report(Invariant.OneInFlight, $"{request.Action} {request.Label} while {before.Action} of {pauseNs / 1_000_000} ms ago is in flight");
    }

    private void CheckAdding(OrderRequest request, Order? order)
    {
        int desk = Array.IndexOf(_listings, request.Listing);
        if (desk < 0 || Process is not { } process)
        {
            Report(Invariant.Soundness, $"{request.Action} on an instrument that is not traded");
            return;
        }

        if (NowNs >= LatchedNs)
            Report(Invariant.Latch, $"{request.Action} {request.Label} after a stop or a kill");
        if (process.Trading.Announced != SessionState.Live)
            Report(Invariant.Latch, $"{request.Action} {request.Label} while the session is {process.Trading.Announced}");
        if (!request.IsPassive)
            Report(Invariant.Passive, $"{request.Action} {request.Label} is not passive");
        LookAtPlaces(process); // another may take a lost one's place
        CheckRate(request);
        CheckBook(request, process.Engine.Desks[desk], _setup.Limits[desk]);
        CheckLimits(request, order, desk, process);
        if (request.Action == OrderAction.Place || order is { IsLive: true })
            CheckInventory(request, desk, process); // an edit of an order that is done adds nothing
    }

    private void CheckRate(OrderRequest request)
    {
        int most = _setup.Engine.MaxOrdersPerSecond;
        _orderTimes.Enqueue(request.WrittenNs);
        while (request.WrittenNs - _orderTimes.Peek() >= OneSecondNs)
            _orderTimes.Dequeue();
        if (_orderTimes.Count > most)
            Report(Invariant.Rate, $"{_orderTimes.Count} orders within a second, {most} are allowed");
    }

    private void CheckBook(OrderRequest request, Desk<InventorySkewQuoter> desk, RiskLimits limits)
    {
        Instrument? instrument = desk.Instrument;
        if (instrument is null || !_books[request.Listing].TryFind(desk.Book.ChangeId, out TouchRecord record, out long untilNs))
        {
            Report(Invariant.Book, $"{request.Action} {request.Label} on a book of change {desk.Book.ChangeId}, which never was");
            return;
        }

        Market.Touch touch = desk.Book.Touch;
        Instrument listed = _exchange.Listings[request.Listing].Instrument;
        TouchRecord seen = new(
            record.ChangeId, record.AtNs, instrument.E9(touch.Bid), instrument.E9(touch.Ask), instrument.E9(touch.BidSize) / listed.LotE9, instrument.E9(touch.AskSize) / listed.LotE9);
        if (seen != record)
            Report(Invariant.Book, $"{request.Action} {request.Label} on {seen}, which was {record}");
        else if (seen.BidE9 >= seen.AskE9)
            Report(Invariant.Book, $"{request.Action} {request.Label} on a crossed book {seen}");
        else if (untilNs < long.MaxValue && NowNs - untilNs > limits.StaleBookNs + LongestWayNs)
            Report(Invariant.Book, $"{request.Action} {request.Label} on a book superseded {(NowNs - untilNs) / 1_000_000} ms ago");
    }

    /// <summary>The worst case of a side by the venue's own books: what is held, what is open of ours, and what is under way.</summary>
    private void CheckInventory(OrderRequest request, int desk, TraderProcess process)
    {
        Listing listing = _exchange.Listings[request.Listing];
        int sign = request.Side.Sign();
        long timeoutNs = _setup.Engine.RequestTimeoutNs;
        long lots = request.Action == OrderAction.Place ? request.Lots : 0;
        foreach (Order open in _account.OpenOrders)
        {
            if (open.Listing != request.Listing || open.Side != request.Side || !IsOurs(open.Label) || IsUnheardOf(open, process))
                continue;
            long size = Math.Max(open.Lots, _requests.EditUnderWay(open.Id, NowNs, timeoutNs));
            if (request.Action == OrderAction.Edit && open.Id == request.OrderNumber)
            {
                if (request.Lots <= size)
                    return; // it adds nothing to what may fill already
                size = request.Lots;
            }

            lots += size - open.FilledLots;
        }

        lots += _requests.PlacesUnderWay(request.Listing, request.Side, NowNs, timeoutNs);
        long position = _account.Positions[request.Listing].Lots * sign;
        long unheard = _foreign[desk].Untold(request.Side, process.Engine.Desks[desk].Trades);
        long worst = position + lots - unheard;
        double mid = process.Engine.Desks[desk].Mid;
        double most = _setup.Limits[desk].MaxInventoryUsd + RoundingUsd;
        if (worst > 0 && Usd(listing, worst, mid) > most)
        {
            Report(Invariant.Inventory, $"{request.Action} {request.Label} of {request.Lots} lots: worst case {Usd(listing, worst, mid)} USD, {most:0} are allowed "
                + $"(position {position}, believed {process.Engine.Desks[desk].PositionLots * sign}, open and under way {lots}, unheard {unheard})");
        }
    }

    /// <summary>
    /// An order of an earlier process that came to the venue when its list had been asked for already, as one held up on its way may:
    /// nothing tells of it before its notification. That it is found in time is checked by itself.
    /// </summary>
    private static bool IsUnheardOf(Order order, TraderProcess process) =>
        TryLabel(order.Label, out OrderLabel label) && label.Session != process.SessionId && !Knows(process, label);

    private static double Usd(Listing listing, long lots, double price) => listing.Instrument.NotionalUsd(listing.Instrument.AmountOf(lots), price);
}

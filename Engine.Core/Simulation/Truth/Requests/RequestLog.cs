using Engine.Core.Primitives;
using Engine.Core.Simulation.Network;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Simulation.Truth.Requests;

/// <summary>The order requests that may still have an effect, or whose answer the trader may still read.</summary>
internal sealed class RequestLog(OrderRegister register, Account account)
{
    private const long KeptNs = 60_000_000_000;

    private readonly List<OrderRequest> _requests = [];

    /// <summary>Remembers a request.</summary>
    public void Add(OrderRequest request)
    {
        if (_requests.Count > 64)
            _requests.RemoveAll(known => known.IsRead || request.WrittenNs - known.WrittenNs > KeptNs);
        _requests.Add(request);
    }

    /// <summary>The request of an id on a connection; null when it is no order request.</summary>
    public OrderRequest? Find(Connection connection, long id)
    {
        for (int i = _requests.Count - 1; i >= 0; i--)
        {
            if (_requests[i].Id == id && _requests[i].Connection == connection)
                return _requests[i];
        }

        return null;
    }

    /// <summary>The newest request for an order whose answer the trader has not read and may still wait for; null for none.</summary>
    public OrderRequest? InFlight(Connection connection, string label, long orderNumber)
    {
        for (int i = _requests.Count - 1; i >= 0; i--)
        {
            OrderRequest request = _requests[i];
            bool same = (orderNumber != 0 && request.OrderNumber == orderNumber) || (label.Length > 0 && request.Label == label);
            if (same && request.Connection == connection && !request.IsRead)
                return request;
        }

        return null;
    }

    /// <summary>Lots that requests under way may add to what the open orders of a side may fill; an edit counts by the order it is about.</summary>
    public long PlacesUnderWay(int listing, Side side, long nowNs, long timeoutNs)
    {
        long lots = 0;
        foreach (OrderRequest request in _requests)
        {
            if (request.Action == OrderAction.Place && request.Listing == listing && request.Side == side && IsUnderWay(request, nowNs, timeoutNs) && !IsKnown(request))
                lots += request.Lots;
        }

        return lots;
    }

    /// <summary>New orders of a session that the venue may still open.</summary>
    public int CountPlacesUnderWay(int session, long nowNs, long timeoutNs) => PlacesOf(session, nowNs, timeoutNs).Count();

    /// <summary>New orders of a session that the venue may still open.</summary>
    public IEnumerable<OrderRequest> PlacesOf(int session, long nowNs, long timeoutNs)
    {
        foreach (OrderRequest request in _requests)
        {
            if (request.Action == OrderAction.Place && IsUnderWay(request, nowNs, timeoutNs) && Oracle.SessionOf(request.Label) == session && !IsKnown(request))
                yield return request;
        }
    }

    /// <summary>The largest size that an edit under way asks for; 0 for none.</summary>
    public long EditUnderWay(long orderNumber, long nowNs, long timeoutNs)
    {
        long lots = 0;
        foreach (OrderRequest request in _requests)
        {
            if (request.Action == OrderAction.Edit && request.OrderNumber == orderNumber && IsUnderWay(request, nowNs, timeoutNs))
                lots = Math.Max(lots, request.Lots);
        }

        return lots;
    }

    /// <summary>Whether anything may still have an effect.</summary>
    public bool IsAnyUnderWay(long nowNs, long timeoutNs) => _requests.Exists(request => IsUnderWay(request, nowNs, timeoutNs));

    /// <summary>Whether the venue has kept a request to itself for so long that the trader has given it up.</summary>
    public bool IsAnyHeld(long nowNs, long timeoutNs) => _requests.Exists(request => request.HasArrived && !request.IsAnswered && nowNs - request.WrittenNs > timeoutNs);

    /// <summary>A new order or an edit of a session that may still have an effect; null for none.</summary>
    public OrderRequest? AddingUnderWay(int session, long nowNs, long timeoutNs) => _requests.Find(request =>
        (request.Action == OrderAction.Place || (request.Action == OrderAction.Edit && IsOpen(request.OrderNumber))) && Oracle.SessionOf(request.Label) == session && IsUnderWay(request, nowNs, timeoutNs) && !IsKnown(request));

    private static bool IsUnderWay(OrderRequest request, long nowNs, long timeoutNs) =>
        !request.IsAnswered && !request.Connection.IsOver && nowNs - request.WrittenNs <= timeoutNs && (request.HasArrived || request.Connection.MayBring);

    private bool IsOpen(long orderNumber) => account.OpenOrders.Any(order => order.Id == orderNumber);

    private bool IsKnown(OrderRequest request)
    {
        if (!request.HasArrived)
            return false;
        foreach (Order order in account.OpenOrders)
        {
            if (order.Label == request.Label)
                return true;
        }

        return register.DoneOf(account).Any(order => order.Label == request.Label);
    }
}

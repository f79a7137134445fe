using System.Globalization;
using System.Text;
using Engine.Core.Primitives;
using Engine.Core.Venue;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;
using Engine.Core.Venue.Rpc.Sessions;
using Engine.Core.Venue.Views;

namespace Engine.Core.Simulation.Schedule;

/// <summary>
/// Another client of the same account: places, changes and cancels orders of its own on the trader's instruments, under labels that
/// resemble the trader's. Sits at the venue, without a network.
/// </summary>
internal sealed class Stranger(Exchange exchange, string key, string[] instruments, Prng random)
{
    private static readonly string[] Labels = ["", "manual", "mm-", "mm-000000-00-b-00-000001", "mm-0000zz-00-s-00-000001", "MM-00000a-00-b-00-000001", "mm-00000a-00-b-00-0000001"];

    private Prng _random = random;
    private Session? _session;
    private long _id;

    /// <summary>How many instruments it may act on.</summary>
    public int Instruments => instruments.Length;

    /// <summary>How many requests it has made.</summary>
    public long Requests => _id;

    /// <summary>Whether a session is its own.</summary>
    public bool Owns(Session session) => session == _session;

    /// <summary>What the venue said is of no interest.</summary>
    public void Take(Session session, long nowNs)
    {
        bool ends = session.End is not null;
        session.Outbox.Clear();
        if (!ends)
            return;
        exchange.Close(session, nowNs);
        _session = null;
    }

    /// <summary>Does one thing.</summary>
    public void Act(long nowNs)
    {
        Connect(nowNs);
        string name = instruments[_random.Below(instruments.Length)];
        Listing listing = exchange.FindListing(name)!;
        Order[] own = [.. exchange.Ledger.Of(key).OpenOrders.Where(order => order.Listing == listing.Id && !Truth.Oracle.IsOurs(order.Label)).OrderBy(order => order.Id)];
        int what = _random.Below(10);
        if (own.Length > 0 && what < 3)
            Send("private/cancel", $"\"order_id\":\"{IdOf(listing, own[_random.Below(own.Length)])}\"", nowNs);
        else if (own.Length > 0 && what < 5)
            Edit(listing, own[_random.Below(own.Length)], nowNs);
        else
            Place(listing, _random.Chance(0.5) ? Side.Buy : Side.Sell, Labels[_random.Below(Labels.Length)], what == 9, nowNs);
    }

    /// <summary>Leaves an order that looks like one of a former process of the trader.</summary>
    public void LeaveBehind(int instrument, string label, Side side, long nowNs)
    {
        Connect(nowNs);
        Place(exchange.FindListing(instruments[instrument])!, side, label, false, nowNs);
    }

    /// <summary>Takes back all its orders.</summary>
    public void Withdraw(long nowNs)
    {
        Connect(nowNs);
        foreach (string name in instruments)
        {
            Listing listing = exchange.FindListing(name)!;
            foreach (Order order in exchange.Ledger.Of(key).OpenOrders.Where(order => order.Listing == listing.Id && !Truth.Oracle.IsOurs(order.Label)).OrderBy(order => order.Id).ToArray())
                Send("private/cancel", $"\"order_id\":\"{IdOf(listing, order)}\"", nowNs);
        }
    }

    private void Edit(Listing listing, Order order, long nowNs) => Send(
        "private/edit",
        $"\"order_id\":\"{IdOf(listing, order)}\",\"amount\":{Amount(listing, order.FilledLots + 1 + _random.Below(20))},\"price\":{Price(listing, order.Side, 20)}",
        nowNs);

    private void Place(Listing listing, Side side, string label, bool isMarket, long nowNs)
    {
        string terms = isMarket ? "\"type\":\"market\"" : $"\"type\":\"limit\",\"price\":{Price(listing, side, _random.Chance(0.3) ? 1 : 20)}";
        Send(
            side == Side.Buy ? "private/buy" : "private/sell",
            $"\"instrument_name\":\"{listing.Instrument.Name}\",\"amount\":{Amount(listing, 1 + _random.Below(20))},\"label\":\"{label}\",{terms}",
            nowNs);
    }

    private void Connect(long nowNs)
    {
        if (_session is { End: null })
            return;
        _session = exchange.Open(SessionKind.WebSocket, nowNs);
        Send("public/auth", $"\"grant_type\":\"client_credentials\",\"client_id\":\"{key}\",\"client_secret\":\"secret\"", nowNs);
    }

    private void Send(string method, string parameters, long nowNs)
    {
        string text = $"{{\"jsonrpc\":\"2.0\",\"id\":{++_id},\"method\":\"{method}\",\"params\":{{{parameters}}}}}";
        exchange.Receive(_session!, Encoding.UTF8.GetBytes(text), nowNs, nowNs);
    }

    private string Price(Listing listing, Side side, int most)
    {
        long best = listing.Book.Best(side);
        long ticks = (best != 0 ? best : listing.LastTicks) - (side.Sign() * (_random.Below(most + 2) - 1));
        ticks -= ticks % listing.GridTicks;
        return Text(ticks * listing.Instrument.TickE9);
    }

    private static string Amount(Listing listing, long lots) => Text(lots * Math.Max(listing.Instrument.LotE9, listing.Instrument.E9(listing.Instrument.MinSize)));

    private static string Text(long e9) => (e9 / 1_000_000_000m).ToString(CultureInfo.InvariantCulture);

    private static string IdOf(Listing listing, Order order)
    {
        Span<byte> text = stackalloc byte[OrderIds.MaxText];
        return Encoding.ASCII.GetString(text[..OrderIds.Format(text, listing, order)]);
    }
}

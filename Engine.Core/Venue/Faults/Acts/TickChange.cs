using Engine.Core.Primitives;
using Engine.Core.Venue.Catalogue;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Faults.Acts;

/// <summary>
/// Another tick size for an instrument, a multiple of the listed one, which the book goes on counting in. Orders off the new grid
/// are cancelled, the others keep their place. The venue's way to tell is not recorded; here the book is halted for the change, so
/// that instrument.state tells twice and a client knows when to ask for the instrument again.
/// </summary>
internal static class TickChange
{
    private const int MostUnits = 1000;

    /// <summary>Whether an instrument can have the tick size.</summary>
    public static bool Fits(Listing listing, decimal tickSize)
    {
        decimal unit = Contract.FromE9(listing.Instrument.TickE9);
        return tickSize >= unit && tickSize % unit == 0 && tickSize <= unit * MostUnits && tickSize * 20 < listing.Mark.Mark;
    }

    /// <summary>Changes it; gives what changes it back.</summary>
    public static Action Begin(Exchange exchange, Listing listing, decimal tickSize)
    {
        object claim = exchange.Grids.Put(listing, (long)(tickSize / Contract.FromE9(listing.Instrument.TickE9)));
        Change(exchange, listing, exchange.Grids.Of(listing));
        return () =>
        {
            exchange.Grids.End(claim);
            Change(exchange, listing, exchange.Grids.Of(listing));
        };
    }

    private static void Change(Exchange exchange, Listing listing, long gridTicks)
    {
        if (listing.GridTicks == gridTicks)
            return;
        BookState before = listing.State;
        exchange.SetState(listing, BookState.Halted);
        listing.GridTicks = gridTicks;
        listing.Mark.SetGrid(gridTicks);
        foreach (Order order in Resting(listing.Book).Where(order => order.PriceTicks % gridTicks != 0).ToArray())
            exchange.Floor.Cancel(listing, order, CancelReason.None);
        foreach (Order order in exchange.Ledger.Accounts.SelectMany(account => account.OpenOrders).Where(order => order.Listing == listing.Id && order.PriceTicks % gridTicks != 0)
            .OrderBy(order => order.Id).ToArray())
            exchange.Desk.Cancel(order, CancelReason.None); // what waits for its trigger
        exchange.Floor.Publish();
        exchange.SetState(listing, before);
    }

    private static IEnumerable<Order> Resting(Book book)
    {
        foreach (Side side in (Side[])[Side.Buy, Side.Sell])
        {
            for (int rank = 0; rank < book.Depth(side); rank++)
            {
                for (Order? order = book.First(side, rank); order is not null; order = Book.Behind(order))
                    yield return order;
            }
        }
    }
}

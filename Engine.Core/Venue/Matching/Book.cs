using Engine.Core.Primitives;

namespace Engine.Core.Venue.Matching;

/// <summary>
/// The order book of one instrument: price-time priority, trades at the resting price. Of an iceberg it shows the tip, and a new tip
/// goes to the back of the queue; all lots that it tells are shown ones. It knows orders, ticks and lots, nothing of accounts or money. Changes are gathered between <see cref="BeginEvent"/> and <see cref="EndEvent"/>. Owned by the venue's thread.
/// </summary>
public sealed class Book
{
    private readonly BookSide[] _sides = [new BookSide(Side.Buy), new BookSide(Side.Sell)];
    private readonly List<LevelChange> _touched = [];
    private readonly List<LevelChange> _changes = [];
    private long _event = 1;

    /// <summary>Best bid in ticks; 0 when there is none.</summary>
    public long BestBid => _sides[0].Best?.PriceTicks ?? 0;

    /// <summary>Best ask in ticks; 0 when there is none.</summary>
    public long BestAsk => _sides[1].Best?.PriceTicks ?? 0;

    /// <summary>Lots at the best bid.</summary>
    public long BestBidLots => _sides[0].Best?.TotalLots ?? 0;

    /// <summary>Lots at the best ask.</summary>
    public long BestAskLots => _sides[1].Best?.TotalLots ?? 0;

    /// <summary>Number of price levels on a side.</summary>
    public int Depth(Side side) => _sides[(int)side].Count;

    /// <summary>Best price of a side in ticks; 0 when it is empty.</summary>
    public long Best(Side side) => side == Side.Buy ? BestBid : BestAsk;

    /// <summary>Price and lots of a level by its rank, 0 being the best.</summary>
    public (long PriceTicks, long Lots) Level(Side side, int rank)
    {
        PriceLevel level = _sides[(int)side][rank];
        return (level.PriceTicks, level.TotalLots);
    }

    /// <summary>First order in time at a level by its rank.</summary>
    public Order First(Side side, int rank) => _sides[(int)side][rank].First!;

    /// <summary>The order behind another at the same price; null for the last.</summary>
    public static Order? Behind(Order order) => order.After;

    /// <summary>Lots resting at a price.</summary>
    public long LotsAt(Side side, long priceTicks) => _sides[(int)side].Find(priceTicks)?.TotalLots ?? 0;

    /// <summary>Number of levels of a side at a price or better.</summary>
    public int LevelsThrough(Side side, long priceTicks) => _sides[(int)side].CountThrough(priceTicks);

    /// <summary>Whether an order of this side and price would trade at once.</summary>
    public bool WouldCross(Side side, long priceTicks) => side == Side.Buy
        ? BestAsk != 0 && priceTicks >= BestAsk
        : BestBid != 0 && priceTicks <= BestBid;

    /// <summary>
    /// Lots that an order could take at once at its limit or better, hidden ones included, at most the wanted ones: up to the first order
    /// of its own account, or all but that account's.
    /// </summary>
    public long Available(Side side, long limitTicks, int owner, long wantedLots, bool skipOwn = false)
    {
        BookSide against = _sides[(int)side.Opposite()];
        long found = 0;
        for (int i = 0; i < against.Count && found < wantedLots; i++)
        {
            PriceLevel level = against[i];
            if ((level.PriceTicks - limitTicks) * side.Sign() > 0)
                break;
            if (!TryCount(level, owner, skipOwn, wantedLots, ref found))
                break;
        }

        return Math.Min(found, wantedLots);
    }

    /// <summary>Opens an event: whatever changes until <see cref="EndEvent"/> is one step for those who watch.</summary>
    public void BeginEvent()
    {
        _event++;
        _touched.Clear();
    }

    /// <summary>The levels that differ from before the event: bids best first, then asks best first. Valid until the next event.</summary>
    public IReadOnlyList<LevelChange> EndEvent()
    {
        _changes.Clear();
        foreach (LevelChange touched in _touched)
        {
            long after = LotsAt(touched.Side, touched.PriceTicks);
            if (after != touched.BeforeLots)
                _changes.Add(touched with { AfterLots = after });
        }

        if (_changes.Count > 1)
            _changes.Sort(static (a, b) => a.Side != b.Side ? a.Side.CompareTo(b.Side) : b.PriceTicks.CompareTo(a.PriceTicks) * a.Side.Sign());
        return _changes;
    }

    /// <summary>
    /// Trades an incoming order with the first resting one that its limit allows; false when there is none, and why. The account 0
    /// trades with itself; any other stops before its own order.
    /// </summary>
    public bool TryMatch(Order taker, out Match match, out SweepEnd end)
    {
        match = default;
        BookSide against = _sides[(int)taker.Side.Opposite()];
        PriceLevel? level = against.Best;
        if (taker.RestLots == 0)
        {
            end = SweepEnd.Exhausted;
            return false;
        }

        end = SweepEnd.NoMoreLiquidity;
        if (level is null || (level.PriceTicks - taker.PriceTicks) * taker.Side.Sign() > 0)
            return false;
        Order maker = level.First!;
        if (maker.Owner == taker.Owner && taker.Owner != 0)
        {
            end = SweepEnd.OwnOrder;
            return false;
        }

        Touch(level);
        match = new Match(maker, level.PriceTicks, Math.Min(taker.RestLots, maker.ShownLots), maker.RefreshedIn == _event);
        Fill(maker, level, match.Lots);
        taker.FilledLots += match.Lots;
        if (level.Count == 0)
            against.Drop(level);
        return true;
    }

    /// <summary>Lets an order wait at its price behind those already there.</summary>
    public void Rest(Order order)
    {
        Check.That(order.RestLots > 0 && order.Level is null && !WouldCross(order.Side, order.PriceTicks));
        ShowTip(order);
        PriceLevel level = _sides[(int)order.Side].Open(order.PriceTicks);
        Touch(level);
        level.Append(order);
    }

    /// <summary>Takes a resting order out.</summary>
    public void Remove(Order order)
    {
        PriceLevel? level = order.Level;
        Check.That(level is not null);
        Touch(level);
        level.Remove(order);
        if (level.Count == 0)
            _sides[(int)level.Side].Drop(level);
    }

    /// <summary>Makes a resting order smaller where it stands: its priority stays.</summary>
    public void Reduce(Order order, long lots)
    {
        PriceLevel? level = order.Level;
        Check.That(level is not null && lots <= order.Lots && lots > order.FilledLots);
        Touch(level);
        level.TotalLots -= order.ShownLots;
        order.HiddenLots = Math.Max(0, order.HiddenLots - (order.Lots - lots)); // what is hidden goes first
        order.Lots = lots;
        level.TotalLots += order.ShownLots;
    }

    private static void ShowTip(Order order) => order.HiddenLots = order.DisplayLots == 0 ? 0 : Math.Max(0, order.RestLots - order.DisplayLots);

    /// <summary>Counts a level's lots; false when an own order ends the sweep in it. New tips stand behind that order.</summary>
    private static bool TryCount(PriceLevel level, int owner, bool skipOwn, long wantedLots, ref long found)
    {
        long all = 0;
        long shown = 0;
        for (Order? order = level.First; order is not null && found + shown < wantedLots; order = order.After)
        {
            bool isOwn = owner != 0 && order.Owner == owner;
            if (isOwn && !skipOwn)
            {
                found += shown;
                return false;
            }

            if (isOwn)
                continue;
            all += order.RestLots;
            shown += order.ShownLots;
        }

        found += all;
        return true;
    }

    private void Fill(Order maker, PriceLevel level, long lots)
    {
        if (lots == maker.ShownLots)
        {
            level.Remove(maker);
            maker.FilledLots += lots;
            if (maker.HiddenLots == 0)
                return;
            ShowTip(maker);
            maker.RefreshedIn = _event;
            level.Append(maker);
            return;
        }

        maker.FilledLots += lots;
        level.TotalLots -= lots;
    }

    private void Touch(PriceLevel level)
    {
        if (level.TouchedIn == _event)
            return;
        bool isNew = level.TouchedIn == 0;
        level.TouchedIn = _event;
        if (!isNew || !WasTouched(level))
            _touched.Add(new LevelChange(level.Side, level.PriceTicks, level.TotalLots, 0));
    }

    /// <summary>A level that goes and comes back within one event is touched twice; only its first state counts.</summary>
    private bool WasTouched(PriceLevel level)
    {
        foreach (LevelChange touched in _touched)
        {
            if (touched.PriceTicks == level.PriceTicks && touched.Side == level.Side)
                return true;
        }

        return false;
    }
}

using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Desk;

/// <summary>Everything one request (or one act of the crowd) changed at one instrument; published as a whole.</summary>
internal sealed class Step(Listing listing)
{
    private readonly List<AccountStep> _accounts = [];
    private int _used;

    public Listing Listing { get; } = listing;

    public long NowNs { get; private set; }

    /// <summary>Number of the step among all steps.</summary>
    public long Number { get; private set; }

    /// <summary>Whether it gathers now.</summary>
    public bool IsOpen { get; private set; }

    public List<Print> Prints { get; } = [];

    /// <summary>Set when the step ends.</summary>
    public IReadOnlyList<LevelChange> Changes { get; private set; } = [];

    public bool TouchChanged { get; private set; }

    public IEnumerable<AccountStep> Accounts => _accounts.Take(_used);

    private (long, long, long, long) _touch;

    public void Start(long nowNs, long number)
    {
        NowNs = nowNs;
        Number = number;
        IsOpen = true;
        Prints.Clear();
        _used = 0;
        Listing.Book.BeginEvent();
        _touch = Touch();
    }

    public void End()
    {
        IsOpen = false;
        Changes = Listing.Book.EndEvent();
        TouchChanged = _touch != Touch();
    }

    public AccountStep For(Account account)
    {
        for (int i = 0; i < _used; i++)
        {
            if (_accounts[i].Account == account)
                return _accounts[i];
        }

        if (_used == _accounts.Count)
            _accounts.Add(new AccountStep());
        _accounts[_used].Start(account);
        return _accounts[_used++];
    }

    private (long Bid, long BidLots, long Ask, long AskLots) Touch()
    {
        Book book = Listing.Book;
        return (book.BestBid, book.BestBidLots, book.BestAsk, book.BestAskLots);
    }
}

namespace Engine.Core.Venue.Market;

/// <summary>
/// What keeps books in other states than open: a settlement, a maintenance, a lock. Of those at a book the uppermost counts; when it
/// ends, the one beneath it does.
/// </summary>
internal sealed class BookClaims(Action<Listing, BookState> set)
{
    private readonly List<Claim> _claims = [];

    /// <summary>Claims a state for a book, above or beneath what is claimed already; gives what ends the claim.</summary>
    public Action Put(Listing listing, BookState state, bool beneath = false)
    {
        var claim = new Claim(listing, state);
        _claims.Insert(beneath ? 0 : _claims.Count, claim);
        Apply(listing);
        return () =>
        {
            _claims.Remove(claim);
            Apply(listing);
        };
    }

    private void Apply(Listing listing) => set(listing, _claims.FindLast(claim => claim.Listing == listing)?.State ?? BookState.Open);

    private sealed class Claim(Listing listing, BookState state)
    {
        public Listing Listing { get; } = listing;

        public BookState State { get; } = state;
    }
}

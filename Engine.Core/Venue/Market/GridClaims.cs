namespace Engine.Core.Venue.Market;

/// <summary>
/// Tick sizes that instruments have for a while, in ticks of the listed one. Of those of an instrument the newest counts; when it ends,
/// the one before it does, and without any the listed one.
/// </summary>
internal sealed class GridClaims
{
    private readonly List<Claim> _claims = [];

    /// <summary>Claims a tick size; what ends the claim is <see cref="End"/>.</summary>
    public object Put(Listing listing, long gridTicks)
    {
        var claim = new Claim(listing, gridTicks);
        _claims.Add(claim);
        return claim;
    }

    /// <summary>Ends a claim.</summary>
    public void End(object claim) => _claims.Remove((Claim)claim);

    /// <summary>The tick size that counts.</summary>
    public long Of(Listing listing) => _claims.FindLast(claim => claim.Listing == listing)?.GridTicks ?? 1;

    private sealed class Claim(Listing listing, long gridTicks)
    {
        public Listing Listing { get; } = listing;

        public long GridTicks { get; } = gridTicks;
    }
}

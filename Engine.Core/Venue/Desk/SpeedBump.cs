using Engine.Core.Venue.Channels;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Desk;

/// <summary>
/// Holds orders that would trade at once for a fixed time of the exchange's own clock, first come first served, so that resting quotes
/// can be taken back. All instruments but the inverse ones have it.
/// </summary>
internal sealed class SpeedBump(Agenda agenda, Clock clock, long holdNs)
{
    private readonly Dictionary<Order, Action> _followers = [];

    /// <summary>Whether an instrument's takers are held.</summary>
    public bool Applies(Listing listing) => holdNs > 0 && !listing.Contract.IsInverse;

    /// <summary>Has an order entered when the hold is over, then what follows done, and all of it published.</summary>
    public void Hold(Order order, Action enter, Action publish) => agenda.At(clock.NowNs + holdNs, () =>
    {
        enter();
        if (_followers.Remove(order, out Action? follow))
            follow();
        publish();
    });

    /// <summary>Has an act done right after a held order has entered the book, in the same step; acts come in the order they were given.</summary>
    public void Then(Order order, Action act) => _followers[order] = _followers.GetValueOrDefault(order) + act;

    /// <summary>Has something looked at before any of these acts, each of which may end the step.</summary>
    public void Note(Order order, Action note) => _followers[order] = note + _followers.GetValueOrDefault(order);
}

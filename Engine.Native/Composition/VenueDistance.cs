using System.Net;
using Engine.Native.Config.Sections;

namespace Engine.Native.Composition;

/// <summary>Whether a venue is near enough to be tried every few milliseconds while it is not there.</summary>
public static class VenueDistance
{
    /// <summary>By the configuration, or by its addresses: each has to be of the loopback.</summary>
    public static bool IsNear(RedialPace pace, IReadOnlyList<IPAddress> addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        return pace == RedialPace.Near || (pace == RedialPace.Auto && addresses.Count > 0 && addresses.All(IPAddress.IsLoopback));
    }
}

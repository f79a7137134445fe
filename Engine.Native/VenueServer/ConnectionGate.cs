using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Engine.Native.VenueServer;

/// <summary>Counts the connections of each address and marks those beyond the cap: whatever they ask is answered 429.</summary>
/// <param name="most">The cap; 0 for none.</param>
internal sealed class ConnectionGate(int most)
{
    private static readonly object s_isBeyond = new();
    private readonly Dictionary<IPAddress, int> _open = [];

    /// <summary>Whether a connection came when its address had enough.</summary>
    public static bool IsBeyond(IDictionary<object, object?>? connectionItems) => connectionItems?.ContainsKey(s_isBeyond) == true;

    /// <summary>The step of a connection's way through the server.</summary>
    public ConnectionDelegate Guard(ConnectionDelegate next) => async connection =>
    {
        IPAddress? address = (connection.RemoteEndPoint as IPEndPoint)?.Address;
        if (most == 0 || address is null)
        {
            await next(connection).ConfigureAwait(false);
            return;
        }

        if (Count(address, 1) > most)
            connection.Items[s_isBeyond] = s_isBeyond;
        try
        {
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            Count(address, -1);
        }
    };

    private int Count(IPAddress address, int change)
    {
        lock (_open)
        {
            int count = _open.GetValueOrDefault(address) + change;
            if (count == 0)
                _open.Remove(address);
            else
                _open[address] = count;
            return count;
        }
    }
}

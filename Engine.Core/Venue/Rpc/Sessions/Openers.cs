using Engine.Core.Venue.Channels;
using Engine.Core.Venue.Rpc.Login;

namespace Engine.Core.Venue.Rpc.Sessions;

/// <summary>By which grant a connection came to each of its private channels: the channel goes when the grant ends.</summary>
internal sealed class Openers
{
    private readonly Dictionary<Channel, Grant> _grants = [];
    private long? _endMs;

    /// <summary>When the first of them ends by itself, Unix milliseconds.</summary>
    public long EndMs => _endMs ??= _grants.Count == 0 ? long.MaxValue : _grants.Values.Min(grant => grant.ExpiresMs);

    /// <summary>The grant of a channel; null for a public one.</summary>
    public Grant? Of(Channel channel) => _grants.GetValueOrDefault(channel);

    /// <summary>A channel was opened, or goes on, by a grant.</summary>
    public void Put(Channel channel, Grant grant)
    {
        _grants[channel] = grant;
        _endMs = null;
    }

    /// <summary>A channel was asked for again: the grant that lives longer counts.</summary>
    public void Extend(Channel channel, Grant grant)
    {
        if (!_grants.TryGetValue(channel, out Grant? before) || before.ExpiresMs < grant.ExpiresMs)
            Put(channel, grant);
    }

    /// <summary>A channel was left.</summary>
    public void Remove(Channel channel)
    {
        if (_grants.Remove(channel))
            _endMs = null;
    }
}

using Engine.Core.Venue.Accounts;

namespace Engine.Core.Venue.Rpc.Login;

/// <summary>What a token stands for.</summary>
internal sealed class Grant
{
    /// <summary>Whose it is.</summary>
    public required Account Account { get; init; }

    /// <summary>What it allows.</summary>
    public required Scope Scope { get; init; }

    /// <summary>Last moment, Unix milliseconds.</summary>
    public required long ExpiresMs { get; set; }

    /// <summary>Connection that it was issued on.</summary>
    public required long IssuedOn { get; init; }

    /// <summary>Dies with the connection it was issued on.</summary>
    public bool IsBound { get; init; }

    /// <summary>Only good for a new token.</summary>
    public bool IsRefresh { get; init; }

    /// <summary>Taken back before its time.</summary>
    public bool IsRevoked { get; set; }

    /// <summary>Whether it is good at a moment and from an address (null: not known, as for tests without a network).</summary>
    public bool IsGood(long nowMs, string? address) =>
        !IsRevoked && nowMs < ExpiresMs && (Scope.Address is null || address is null || Scope.Address == address);
}

namespace Engine.Core.Venue;

/// <summary>What the connections of an exchange hold at a moment.</summary>
/// <param name="Sessions">Connections.</param>
/// <param name="Subscriptions">Interests in channels.</param>
/// <param name="ConnectionTokens">Tokens that end with their connection.</param>
public readonly record struct Occupancy(int Sessions, int Subscriptions, int ConnectionTokens);

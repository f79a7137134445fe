namespace Engine.Core.Venue.Rpc.Login;

/// <summary>What a signed HTTP request signs.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Uri">Path with query, as sent.</param>
/// <param name="Body">Body; empty for GET.</param>
public readonly record struct HttpRequestLine(string Method, string Uri, string Body);

namespace Engine.Core.Venue.Faults.Forms;

/// <summary>What is wrong with the description of a fault.</summary>
/// <param name="Key">The parameter; <c>kind</c> for the kind.</param>
/// <param name="Found">What is there.</param>
/// <param name="Expected">What should be.</param>
public sealed record FaultMistake(string Key, string Found, string Expected);

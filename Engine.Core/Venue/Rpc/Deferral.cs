namespace Engine.Core.Venue.Rpc;

/// <summary>An answer that is given later.</summary>
/// <param name="WhenKnown">Called once with what is to be done when the answer is known.</param>
/// <param name="Write">Writes the result then.</param>
internal sealed record Deferral(Action<Action> WhenKnown, Action<Call> Write);

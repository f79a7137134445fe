namespace Engine.Core.Simulation.Schedule;

/// <summary>One kind of fault.</summary>
/// <param name="Name">Its name in the counts.</param>
/// <param name="PerMinute">How often it strikes a minute at the highest level.</param>
/// <param name="Dice">What its times and shape are drawn from.</param>
/// <param name="Strike">Lets it strike; says what it did, or null when there was nothing to strike at.</param>
internal sealed record FaultSource(string Name, double PerMinute, Dice Dice, Func<Dice, long, string?> Strike);

namespace Engine.Native.Composition.Screens;

/// <summary>What the summary tells besides the engine's own figures.</summary>
/// <param name="Database">The database file.</param>
/// <param name="FirstOrderMs">From the start of the session to the first order sent; 0 when none was.</param>
/// <param name="Collections">Garbage collections of the process while it traded; a steady session has none.</param>
internal sealed record SessionFigures(string Database, double FirstOrderMs, int Collections);

using Engine.Native.Config.Toml;

namespace Engine.Native.Config.Schema;

/// <summary>One key of a section: its name, its meaning, how its value is read, checked and shown. The only description of the key there is.</summary>
/// <typeparam name="TSection">The record that holds the value.</typeparam>
/// <param name="Name">The name in the file.</param>
/// <param name="Meaning">A sentence for the example file.</param>
/// <param name="Sample">What the example shows where there is no default, as TOML; empty otherwise.</param>
/// <param name="Show">The value of a section as TOML; null when it is absent.</param>
/// <param name="Apply">Puts a value into a section, or says what would have been right.</param>
internal sealed record ConfigKey<TSection>(
    string Name, string Meaning, string Sample, Func<TSection, string?> Show, Func<TSection, RawValue, KeyOutcome<TSection>> Apply)
    where TSection : class
{
    /// <summary>True when a section without it is refused.</summary>
    internal bool Required { get; init; }
}

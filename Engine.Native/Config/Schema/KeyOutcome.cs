namespace Engine.Native.Config.Schema;

/// <summary>What a key made of a value: the changed section, or what it expected instead.</summary>
internal readonly record struct KeyOutcome<TSection>(TSection? Changed, string Expected)
    where TSection : class
{
    internal static KeyOutcome<TSection> Taken(TSection section) => new(section, "");

    internal static KeyOutcome<TSection> Refused(string expected) => new(null, expected);
}

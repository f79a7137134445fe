namespace Engine.Native.Config.Schema;

/// <summary>What can be said of a section without knowing its record: for messages about names.</summary>
internal interface IConfigSection
{
    /// <summary>The name between the brackets.</summary>
    string Name { get; }

    /// <summary>True for <c>[[name]]</c>.</summary>
    bool Repeated { get; }

    /// <summary>The names of its keys.</summary>
    IReadOnlyList<string> KeyNames { get; }
}

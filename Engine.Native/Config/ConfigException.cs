namespace Engine.Native.Config;

/// <summary>A configuration that cannot be used. Thrown at start-up only; carries every fault found, in the order of the file's lines.</summary>
public sealed class ConfigException : Exception
{
    /// <summary>Carries the faults.</summary>
    public ConfigException(IReadOnlyList<ConfigFault> faults)
        : base(string.Join(Environment.NewLine, faults)) => Faults = faults;

    /// <summary>Everything wrong with the file; at least one.</summary>
    public IReadOnlyList<ConfigFault> Faults { get; }
}

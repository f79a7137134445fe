namespace Engine.Native.Config.Toml;

/// <summary>The types of TOML values that a configuration key can have.</summary>
internal enum RawKind
{
    Text,
    Integer,
    Number,
    Flag,
    /// <summary>Dates, arrays and tables: no key takes them.</summary>
    Other,
}

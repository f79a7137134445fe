namespace Engine.Native.Config.Toml;

/// <summary>One key and value with its line; a key below the section's own keys is dotted.</summary>
internal readonly record struct RawEntry(string Key, int Line, RawValue Value);

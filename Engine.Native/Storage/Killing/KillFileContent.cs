namespace Engine.Native.Storage.Killing;

/// <summary>What the place of a kill switch's file holds.</summary>
internal enum KillFileContent
{
    /// <summary>No file.</summary>
    Missing,

    /// <summary>An empty file, or one of zeros.</summary>
    Blank,

    /// <summary>A kill switch, armed or latched.</summary>
    Switch,

    /// <summary>Something else.</summary>
    Foreign,
}

namespace Engine.Native.Doctor;

/// <summary>The <c>.env</c> file's existence and who may read it; its contents are not looked at.</summary>
/// <param name="Path">Where it would lie.</param>
/// <param name="Exists">Whether it does.</param>
/// <param name="OthersCanRead">Whether users beyond its owner can read it.</param>
public readonly record struct KeyFileReading(string Path, bool Exists, bool OthersCanRead)
{
    /// <summary>Looks.</summary>
    public static KeyFileReading Look(string path)
    {
        if (!OperatingSystem.IsLinux() || !File.Exists(path)) return new KeyFileReading(path, false, false);
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        return new KeyFileReading(path, true, (File.GetUnixFileMode(path) & Others) != 0);
    }
}

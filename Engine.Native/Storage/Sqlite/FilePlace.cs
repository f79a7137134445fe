using Engine.Native.Linux;

namespace Engine.Native.Storage.Sqlite;

/// <summary>A file that is held open, and whether it is still what its path leads to: who writes to one that was deleted or replaced writes for nobody.</summary>
internal sealed class FilePlace
{
    private readonly FileIdentity _identity;
    private readonly bool _isKnown;

    /// <summary>Of a file that was opened just now.</summary>
    public FilePlace(string path)
    {
        Path = path;
        _isKnown = FileIdentity.TryOf(path, out _identity, out _);
    }

    /// <summary>The path.</summary>
    public string Path { get; }

    /// <summary>What became of the file, in words that follow its name; null while it is where it was, and where nobody can tell.</summary>
    public string? Loss
    {
        get
        {
            if (!_isKnown)
                return null;
            if (FileIdentity.TryOf(Path, out FileIdentity now, out bool isMissing))
                return now == _identity ? null : "was replaced by another file";
            return isMissing ? "was deleted or moved away" : null;
        }
    }
}

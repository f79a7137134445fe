using Engine.Native.Linux.Files;

namespace Engine.Native.Storage.Sqlite;

/// <summary>
/// A file that is held open, and whether it is still what its path leads to: who writes to one that was deleted or replaced writes for
/// nobody. One thread.
/// </summary>
internal sealed class FilePlace
{
    private readonly FileIdentity _identity;
    private readonly bool _isKnown;
    private long _largestBytes;

    /// <summary>Of a file that was opened just now.</summary>
    public FilePlace(string path)
    {
        Path = path;
        _isKnown = FileIdentity.TryOf(path, out _identity, out _largestBytes, out _);
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
            if (!FileIdentity.TryOf(Path, out FileIdentity now, out long sizeBytes, out bool isMissing))
                return isMissing ? "was deleted or moved away" : null;
            if (now != _identity)
                return "was replaced by another file";
            _largestBytes = Math.Max(_largestBytes, sizeBytes);
            return sizeBytes == 0 && _largestBytes > 0 ? "was emptied" : null;
        }
    }
}

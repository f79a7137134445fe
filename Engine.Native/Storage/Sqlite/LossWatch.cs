namespace Engine.Native.Storage.Sqlite;

/// <summary>
/// Decides that a file is lost: when it is for a second, since one look may fall between a rename and the next, or into a mount's hiccup.
/// Then for good, whatever comes back. One thread.
/// </summary>
/// <param name="look">What became of the file; null while it is where it was.</param>
internal sealed class LossWatch(Func<string?> look)
{
    private const long ApartNs = 1_000_000_000;

    private bool _isSuspected;
    private long _sinceNs;

    /// <summary>What became of the file when it was lost; null while it is not.</summary>
    public string? Loss { get; private set; }

    /// <summary>Whether the last look did not find it, and another has to tell.</summary>
    public bool IsSuspected => _isSuspected && Loss is null;

    /// <summary>Looks. The time is monotonic.</summary>
    public void Look(long nowNs)
    {
        string? found = Loss ?? look();
        bool isFirst = !_isSuspected;
        _isSuspected = found is not null;
        if (isFirst)
            _sinceNs = nowNs;
        else if (_isSuspected && nowNs - _sinceNs >= ApartNs)
            Loss = found;
    }
}

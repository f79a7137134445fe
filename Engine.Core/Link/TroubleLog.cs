namespace Engine.Core.Link;

/// <summary>
/// Sentences about what went wrong, from one thread that may not wait to one that shows them. When the reader is far behind the oldest
/// are lost.
/// </summary>
public sealed class TroubleLog
{
    private readonly string[] _sentences = new string[32];
    private long _written;
    private long _read;

    /// <summary>Adds a sentence. Writer only.</summary>
    public void Add(string sentence)
    {
        _sentences[_written % _sentences.Length] = sentence;
        Volatile.Write(ref _written, _written + 1);
    }

    /// <summary>The next sentence; null when all are read. Reader only.</summary>
    public string? Next()
    {
        long written = Volatile.Read(ref _written);
        if (_read == written)
            return null;
        _read = Math.Max(_read, written - (_sentences.Length / 2));
        return _sentences[_read++ % _sentences.Length];
    }
}

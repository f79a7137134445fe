using Engine.Core.Venue.Market.Replay;

namespace Engine.Native.VenueServer.Replay;

/// <summary>Several files of one market, such as a book and its trades, as one recording: their messages in order of time.</summary>
internal sealed class Recordings : IRecording, IDisposable
{
    private readonly RecordingFile[] _files;
    private readonly Queue<MarketRecord>[] _messages;
    private Queue<MarketRecord>? _current;

    private Recordings(RecordingFile[] files)
    {
        _files = files;
        _messages = [.. files.Select(_ => new Queue<MarketRecord>())];
    }

    /// <inheritdoc/>
    public bool IsInverse => _files[0].IsInverse;

    /// <summary>Opens files; throws <see cref="RecordingException"/> naming one that cannot be read.</summary>
    public static IRecording Open(IReadOnlyList<string> paths, string wanted) =>
        paths.Count == 1 ? new RecordingFile(paths[0], wanted) : new Recordings([.. paths.Select(path => new RecordingFile(path, wanted))]);

    /// <inheritdoc/>
    public bool TryRead(out MarketRecord record)
    {
        if (_current is null or { Count: 0 })
            _current = Earliest();
        record = default;
        return _current is not null && _current.TryDequeue(out record);
    }

    /// <inheritdoc/>
    public void Rewind()
    {
        _current = null;
        for (int i = 0; i < _files.Length; i++)
        {
            _messages[i].Clear();
            _files[i].Rewind();
        }
    }

    public void Dispose()
    {
        foreach (RecordingFile file in _files)
            file.Dispose();
    }

    private Queue<MarketRecord>? Earliest()
    {
        Queue<MarketRecord>? earliest = null;
        for (int i = 0; i < _files.Length; i++)
        {
            Queue<MarketRecord> message = _messages[i];
            if ((message.Count > 0 || ReadMessage(_files[i], message)) && (earliest is null || message.Peek().TimeNs < earliest.Peek().TimeNs))
                earliest = message;
        }

        return earliest;
    }

    /// <summary>Reads to the end of a message; a file that ends without one has one more.</summary>
    private static bool ReadMessage(RecordingFile file, Queue<MarketRecord> message)
    {
        while (file.TryRead(out MarketRecord record))
        {
            message.Enqueue(record);
            if (record.Kind == RecordKind.Commit)
                return true;
        }

        if (message.Count == 0)
            return false;
        message.Enqueue(new MarketRecord(message.Peek().TimeNs, RecordKind.Commit));
        return true;
    }
}

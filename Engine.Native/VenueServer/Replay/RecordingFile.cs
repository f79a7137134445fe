using System.Text.Json;
using Engine.Core.Venue.Market.Replay;

namespace Engine.Native.VenueServer.Replay;

/// <summary>One recorded file, read line by line. Its form is found from its first lines.</summary>
internal sealed class RecordingFile : IRecording, IDisposable
{
    private const int LinesSearched = 2_000;

    private readonly string _path;
    private readonly string _wanted;
    private readonly List<MarketRecord> _records = [];
    private LineReader _lines;
    private ILineParser _parser;
    private int _taken;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file; gzip is seen from its content.</param>
    /// <param name="wanted">The instrument to take where the file has several; its first where it has not this one.</param>
    /// <exception cref="RecordingException">It cannot be read, or is of no known form.</exception>
    public RecordingFile(string path, string wanted)
    {
        _path = path;
        _wanted = wanted;
        (_lines, _parser) = Open();
    }

    /// <inheritdoc/>
    public bool IsInverse => _parser.IsInverse;

    /// <inheritdoc/>
    public bool TryRead(out MarketRecord record)
    {
        while (_taken == _records.Count)
        {
            if (!ReadLine())
            {
                record = default;
                return false;
            }
        }

        record = _records[_taken++];
        return true;
    }

    /// <inheritdoc/>
    public void Rewind()
    {
        _lines.Dispose();
        _records.Clear();
        _taken = 0;
        (_lines, _parser) = Open();
    }

    public void Dispose() => _lines.Dispose();

    private bool ReadLine()
    {
        _records.Clear();
        _taken = 0;
        if (!_lines.TryRead(out ReadOnlySpan<byte> line))
            return false;
        if (line.IsEmpty)
            return true;
        try
        {
            _parser.Parse(line, _records);
            return true;
        }
        catch (Exception error) when (IsOfContent(error))
        {
            throw new RecordingException($"{_lines.Place}: {Sentence(error)}", error);
        }
    }

    private (LineReader Lines, ILineParser Parser) Open()
    {
        LineReader? lines = null;
        try
        {
            ILineParser parser = Recognise(out bool hasHeader);
            lines = new LineReader(_path);
            if (hasHeader)
                lines.TryRead(out _);
            return (lines, parser);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            lines?.Dispose();
            throw new RecordingException($"{_path}: {error.Message}", error);
        }
    }

    private ILineParser Recognise(out bool hasHeader)
    {
        using var lines = new LineReader(_path);
        hasHeader = false;
        if (!lines.TryRead(out ReadOnlySpan<byte> line))
            throw new RecordingException($"{_path}: the file is empty");
        try
        {
            if (BinanceLines.Fits(line))
                return new BinanceLines();
            if (hasHeader = TardisRows.Fits(line))
                return new TardisRows(line);
            if (DeribitFrames.Fits(line))
                return new DeribitFrames(Instrument(lines, line));
        }
        catch (Exception error) when (IsOfContent(error))
        {
            throw new RecordingException($"{lines.Place}: {Sentence(error)}", error);
        }

        throw new RecordingException($"{lines.Place}: neither 'nanoseconds {{json}}' of Binance, nor a CSV header of Tardis, nor a JSON frame of Deribit");
    }

    private string Instrument(LineReader lines, ReadOnlySpan<byte> line)
    {
        string? first = null;
        do
        {
            string? name = line.IsEmpty ? null : DeribitFrames.InstrumentOf(line);
            if (name == _wanted)
                return name;
            first ??= name;
        }
        while (lines.Number < LinesSearched && lines.TryRead(out line));
        return first ?? throw new RecordingException($"{_path}: no frame of an instrument in its first {lines.Number} lines");
    }

    private static bool IsOfContent(Exception error) =>
        error is JsonException or FormatException or KeyNotFoundException or InvalidOperationException or OverflowException or ArgumentException or IndexOutOfRangeException;

    private static string Sentence(Exception error) => error switch
    {
        FormatException format => format.Message,
        JsonException json => $"not JSON at byte {json.BytePositionInLine}",
        _ => $"not of the expected form ({error.Message})",
    };
}

using System.IO.Compression;
using Engine.Core.Venue.Market.Replay;

namespace Engine.Native.VenueServer.Replay;

/// <summary>Lines of a file, gzipped or not, one at a time.</summary>
internal sealed class LineReader : IDisposable
{
    private const int LongestLine = 32 * 1024 * 1024;

    private readonly Stream _stream;
    private readonly string _path;
    private byte[] _buffer = new byte[256 * 1024];
    private int _from;
    private int _to;
    private bool _isAtEnd;

    /// <summary>Opens a file; throws <see cref="IOException"/> when that cannot be done.</summary>
    public LineReader(string path)
    {
        _path = path;
        FileStream file = File.OpenRead(path);
        Span<byte> magic = stackalloc byte[2];
        bool isZipped = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic[0] == 0x1f && magic[1] == 0x8b;
        file.Position = 0;
        _stream = isZipped ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>Number of the line read last, the first being 1.</summary>
    public int Number { get; private set; }

    /// <summary>Where the line read last stands, for people.</summary>
    public string Place => $"{_path} line {Number}";

    /// <summary>The next line without its end; valid until the next call. False at the end of the file.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        int searched = 0;
        while (true)
        {
            int at = _buffer.AsSpan(_from + searched, _to - _from - searched).IndexOf((byte)'\n');
            if (at >= 0 || (_isAtEnd && _to > _from))
            {
                int length = at >= 0 ? searched + at : _to - _from;
                line = _buffer.AsSpan(_from, length).TrimEnd((byte)'\r');
                _from = Math.Min(_to, _from + length + 1);
                Number++;
                return true;
            }

            line = default;
            if (_isAtEnd)
                return false;
            searched = _to - _from;
            Fill();
        }
    }

    public void Dispose() => _stream.Dispose();

    private void Fill()
    {
        _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
        (_from, _to) = (0, _to - _from);
        if (_to == _buffer.Length)
        {
            if (_to >= LongestLine)
                throw new RecordingException($"{_path} line {Number + 1}: longer than {LongestLine / 1024 / 1024} MB");
            Array.Resize(ref _buffer, _to * 2);
        }

        try
        {
            int read = _stream.Read(_buffer, _to, _buffer.Length - _to);
            _isAtEnd = read == 0;
            _to += read;
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new RecordingException($"{_path} after line {Number}: {error.Message}", error);
        }
    }
}

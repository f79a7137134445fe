using System.Buffers;
using System.Buffers.Text;

namespace Engine.Core.Wire.WebSocket.Opening;

/// <summary>
/// The opening handshake of a client (RFC 6455, section 4.1): writes the upgrade request, and reads the answer as it
/// arrives, refusing at the first line that is wrong. Sans-I/O: the key's random bytes are handed in. Owned by one thread.
/// </summary>
public sealed class Handshake
{
    /// <summary>Random bytes that a key is made of.</summary>
    public const int NonceBytes = 16;

    /// <summary>The longest answer taken, blank line included.</summary>
    public const int MaxHeaderBytes = 16 * 1024;

    private const int KeyChars = 24;
    private const int AcceptChars = 28;

    private readonly byte[] _key = new byte[KeyChars];
    private readonly byte[] _line = new byte[MaxHeaderBytes];
    private readonly ResponseFields _fields = new();
    private int _lineBytes;
    private int _headerBytes;
    private HandshakeResult _result;

    /// <summary>The HTTP status of the answer; 0 before its first line.</summary>
    public int Status { get; private set; }

    /// <summary>
    /// Whether a status says that a later attempt may be answered otherwise: the venue gives 429 to an address with too many connections,
    /// and what stands before it gives 5xx in an outage.
    /// </summary>
    public static bool IsPassing(int status) => status is 408 or 425 or 429 or >= 500;

    /// <summary>Begins a new handshake with a fresh key.</summary>
    public void Begin(ReadOnlySpan<byte> nonce)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(nonce.Length, NonceBytes);
        Base64.EncodeToUtf8(nonce, _key, out _, out _);
        Span<byte> keyed = stackalloc byte[KeyChars + 36];
        _key.CopyTo(keyed);
        "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"u8.CopyTo(keyed[KeyChars..]);
        Span<byte> digest = stackalloc byte[Sha1.DigestBytes];
        Sha1.Hash(keyed, digest);
        Span<byte> accept = stackalloc byte[AcceptChars];
        Base64.EncodeToUtf8(digest, accept, out _, out _);
        _fields.Begin(accept);
        _lineBytes = _headerBytes = 0;
        Status = 0;
        _result = HandshakeResult.NeedsMore;
    }

    /// <summary>Writes the request. False: the destination is too small.</summary>
    /// <param name="destination">Where the request is written.</param>
    /// <param name="target">Path and query, as they go on the wire.</param>
    /// <param name="host">Host, with the port where it is not the scheme's own.</param>
    /// <param name="bytes">Bytes written.</param>
    public bool TryWriteRequest(Span<byte> destination, ReadOnlySpan<byte> target, ReadOnlySpan<byte> host, out int bytes)
    {
        bytes = 0;
        return TryAppend(destination, "GET "u8, ref bytes)
            && TryAppend(destination, target, ref bytes)
            && TryAppend(destination, " HTTP/1.1\r\nHost: "u8, ref bytes)
            && TryAppend(destination, host, ref bytes)
            && TryAppend(destination, "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: "u8, ref bytes)
            && TryAppend(destination, _key, ref bytes)
            && TryAppend(destination, "\r\nSec-WebSocket-Version: 13\r\n\r\n"u8, ref bytes);
    }

    /// <summary>
    /// Takes what has arrived of the answer; <paramref name="input"/> is moved past it. After
    /// <see cref="HandshakeResult.Accepted"/> what remains in it are the first frames. A refusal is final.
    /// </summary>
    public HandshakeResult Read(ref ReadOnlySequence<byte> input)
    {
        while (_result == HandshakeResult.NeedsMore && !input.IsEmpty)
        {
            ReadOnlySpan<byte> arrived = input.FirstSpan;
            int taken = 0;
            while (_result == HandshakeResult.NeedsMore && taken < arrived.Length)
                _result = Take(arrived[taken++]);
            input = input.Slice(taken);
        }
        return _result;
    }

    private HandshakeResult Take(byte b)
    {
        if (_headerBytes++ == MaxHeaderBytes)
            return HandshakeResult.HeaderTooLarge;
        _line[_lineBytes++] = b;
        if (Status == 0 && _lineBytes <= ResponseLine.Prefix.Length && b != ResponseLine.Prefix[_lineBytes - 1])
            return HandshakeResult.NotHttp;
        if (b != (byte)'\n')
            return HandshakeResult.NeedsMore;
        ReadOnlySpan<byte> line = _line.AsSpan(0, _lineBytes);
        _lineBytes = 0;
        if (line.Length < 2 || line[^2] != (byte)'\r')
            return HandshakeResult.MalformedLine;
        return TakeLine(line[..^2]);
    }

    private HandshakeResult TakeLine(ReadOnlySpan<byte> line)
    {
        if (Status != 0)
            return line.IsEmpty ? _fields.Verdict() : _fields.Take(line);
        if (!ResponseLine.TryParseStatus(line, out int status))
            return HandshakeResult.NotHttp;
        Status = status;
        return status == 101 ? HandshakeResult.NeedsMore : HandshakeResult.StatusRefused;
    }

    private static bool TryAppend(Span<byte> destination, ReadOnlySpan<byte> text, ref int bytes)
    {
        if (!text.TryCopyTo(destination[bytes..]))
            return false;
        bytes += text.Length;
        return true;
    }
}

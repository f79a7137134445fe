using Engine.Core.Primitives;

namespace Engine.Core.Simulation.Network;

/// <summary>
/// Bytes on their way in one direction of a connection: in order, in pieces, each due at its own time, and behind them perhaps an end.
/// What the direction is like is drawn when bytes are sent.
/// </summary>
internal sealed class ByteFlow(PathConditions path, Prng random)
{
    private readonly Queue<(int Bytes, long DueNs)> _pieces = new();
    private byte[] _bytes = new byte[4096];
    private Prng _random = random;
    private int _head;
    private int _tail;
    private long _lastDueNs;
    private int _leftToCut = int.MaxValue;

    /// <summary>When the next piece or the end arrives; <see cref="long.MaxValue"/> when nothing is on its way.</summary>
    public long NextNs => _pieces.TryPeek(out (int Bytes, long DueNs) next) ? next.DueNs : EndNs;

    /// <summary>When the end arrives; <see cref="long.MaxValue"/> while there is none.</summary>
    public long EndNs { get; private set; } = long.MaxValue;

    /// <summary>Whether that is a reset.</summary>
    public bool IsReset { get; private set; }

    /// <summary>Bytes under way.</summary>
    public int Bytes => _tail - _head;

    /// <summary>Whether the sender has ended it.</summary>
    public bool HasEnd { get; private set; }

    /// <summary>Whether a cut has just swallowed bytes: the connection is to be broken.</summary>
    public bool IsCut => _leftToCut == 0;

    /// <summary>Only so many more bytes will arrive; then the connection breaks.</summary>
    public void CutAfter(int bytes) => _leftToCut = Math.Min(_leftToCut, bytes);

    /// <summary>Sends bytes, all of them, in as many pieces as the path makes of them.</summary>
    public void Send(ReadOnlySpan<byte> bytes, long nowNs, int pieceBytes = 0, long pauseNs = 0)
    {
        if (HasEnd || IsCut)
            return;
        if (bytes.Length > _leftToCut)
            bytes = bytes[.._leftToCut];
        if (_leftToCut != int.MaxValue)
            _leftToCut -= bytes.Length;
        while (bytes.Length > 0)
        {
            int length = Math.Min(bytes.Length, pieceBytes > 0 ? pieceBytes : PieceLength(bytes.Length));
            Put(bytes[..length], nowNs);
            bytes = bytes[length..];
            if (bytes.Length > 0)
                _lastDueNs += pieceBytes > 0 ? pauseNs : (long)(_random.Uniform() * path.TearPauseNs);
        }
    }

    /// <summary>The sender ends the stream, behind what it has sent.</summary>
    public void End(long nowNs, bool isReset)
    {
        if (HasEnd)
            return;
        HasEnd = true;
        IsReset = isReset;
        EndNs = Due(nowNs);
    }

    /// <summary>Everything under way is lost and an end arrives.</summary>
    public void Break(long atNs)
    {
        _pieces.Clear();
        _head = _tail = 0;
        HasEnd = true;
        IsReset = true;
        EndNs = atNs;
    }

    /// <summary>Whether the end has arrived and nothing stands before it.</summary>
    public bool HasEnded(long nowNs) => _pieces.Count == 0 && nowNs >= EndNs;

    /// <summary>Takes what has arrived, as much as there is room for.</summary>
    public int Take(Span<byte> room, long nowNs)
    {
        int taken = 0;
        while (taken < room.Length && _pieces.TryPeek(out (int Bytes, long DueNs) piece) && piece.DueNs <= nowNs)
        {
            int length = Math.Min(piece.Bytes, room.Length - taken);
            _bytes.AsSpan(_head, length).CopyTo(room[taken..]);
            _head += length;
            taken += length;
            if (length < piece.Bytes)
                Shorten(piece.Bytes - length, piece.DueNs);
            else
                _pieces.Dequeue();
        }

        if (_head == _tail)
            _head = _tail = 0;
        return taken;
    }

    private void Shorten(int bytes, long dueNs)
    {
        int count = _pieces.Count;
        _pieces.Dequeue();
        _pieces.Enqueue((bytes, dueNs));
        for (int i = 1; i < count; i++)
            _pieces.Enqueue(_pieces.Dequeue());
    }

    private int PieceLength(int bytes) => path.TearChance > 0 && _random.Chance(path.TearChance) ? 1 + _random.Below(bytes) : bytes;

    private void Put(ReadOnlySpan<byte> bytes, long nowNs)
    {
        if (_bytes.Length - _tail < bytes.Length)
            MakeRoom(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_tail));
        _tail += bytes.Length;
        _pieces.Enqueue((bytes.Length, Due(nowNs)));
    }

    private long Due(long nowNs)
    {
        long delayNs = path.LatencyNs + (path.JitterNs > 0 ? (long)(_random.Uniform() * path.JitterNs) : 0);
        return _lastDueNs = Math.Max(_lastDueNs, Math.Max(nowNs, path.ClosedUntilNs) + delayNs);
    }

    private void MakeRoom(int bytes)
    {
        int held = _tail - _head;
        byte[] room = _bytes.Length - held >= bytes ? _bytes : new byte[Math.Max(_bytes.Length * 2, held + bytes)];
        _bytes.AsSpan(_head, held).CopyTo(room);
        _bytes = room;
        _head = 0;
        _tail = held;
    }
}

using System.Buffers;
using System.Buffers.Binary;
using Engine.Core.Link;
using Engine.Core.Primitives;
using Engine.Core.Wire.WebSocket;

namespace Engine.Core.Simulation.Network;

/// <summary>
/// The trader's end of a connection: what the trading process's socket and WebSocket do, in memory. The frames are real ones, and the
/// reader and writer of the product make and take them.
/// </summary>
internal sealed class VirtualLink : ILink
{
    private const int MaxMessageBytes = 4 * 1024 * 1024;
    private const int ScratchBytes = 64 * 1024;
    private const int OutputBytes = 64 * 1024;
    private const long OpenTimeoutNs = 5_000_000_000;
    private const long CloseTimeoutNs = 500_000_000;

    private readonly VirtualNetwork _network;
    private readonly FrameReader _frames = new(MaxMessageBytes, ScratchBytes);
    private readonly byte[] _owedPong = new byte[125];
    private readonly ILinkWatcher _watcher;
    private Connection? _connection;
    private byte[] _in = new byte[16 * 1024];
    private ReadOnlySequence<byte> _input;
    private byte[] _frame = new byte[1024];
    private int _inFrom;
    private int _inTo;
    private int _owedPongBytes = -1;
    private long _acceptNs;
    private long _openNs;
    private long _deadlineNs;
    private int _watched;
    private bool _isDecided;

    /// <summary>A link that is closed.</summary>
    public VirtualLink(VirtualNetwork network, ILinkWatcher watcher, Prng random)
    {
        _network = network;
        _watcher = watcher;
        Output = new OutputBuffer(OutputBytes, new MaskKeys(random.Next(), random.Next()));
        Output.Shut();
    }

    /// <inheritdoc/>
    public LinkState State { get; private set; }

    /// <inheritdoc/>
    public LinkEnd End { get; private set; }

    /// <inheritdoc/>
    public string EndSentence { get; private set; } = "";

    /// <inheritdoc/>
    public long LastReceiveNs { get; private set; }

    /// <inheritdoc/>
    public OutputBuffer Output { get; }

    /// <summary>The connection, while there is one.</summary>
    public Connection? Connection => _connection;

    /// <summary>Messages taken in.</summary>
    public long Messages { get; private set; }

    /// <summary>When it has something to do by itself, in the time of the world.</summary>
    public long NextNs => State switch
    {
        LinkState.Closed => long.MaxValue,
        LinkState.Opening => Math.Min(_acceptNs, Math.Min(_openNs, _deadlineNs)),
        LinkState.Closing => Math.Min(_deadlineNs, _connection!.Down.NextNs),
        _ => _connection!.Down.NextNs,
    };

    /// <summary>Time of the world less the time that the trader's clock shows.</summary>
    public long ClockNs { get; set; }

    /// <inheritdoc/>
    public void Connect(long nowNs)
    {
        nowNs += ClockNs;
        _connection = _network.New();
        _frames.Reset();
        _inFrom = _inTo = _watched = 0;
        _owedPongBytes = -1;
        _isDecided = false;
        State = LinkState.Opening;
        End = LinkEnd.None;
        _acceptNs = Math.Max(nowNs, _network.Up.ClosedUntilNs) + (2 * _network.Up.LatencyNs);
        _openNs = long.MaxValue;
        _deadlineNs = nowNs + OpenTimeoutNs;
    }

    /// <inheritdoc/>
    public void Close(long nowNs)
    {
        nowNs += ClockNs;
        if (State == LinkState.Open)
        {
            Span<byte> code = stackalloc byte[2];
            BinaryPrimitives.WriteUInt16BigEndian(code, CloseCode.Normal);
            BeginClosing(nowNs, LinkEnd.ClosedByUs, "closed by us", code);
            Flush(nowNs);
        }
        else if (State == LinkState.Opening)
            Finish(nowNs, LinkEnd.ClosedByUs, "given up before it was open");
    }

    /// <summary>The process is gone: the kernel ends the connection when it gets to it.</summary>
    public void Abandon(long nowNs)
    {
        if (State is LinkState.Open or LinkState.Closing)
            _connection!.Up.End(nowNs, isReset: false);
        State = LinkState.Closed;
        Leave();
    }

    /// <summary>Moves the link on; true when there may be something to read. In the time of the world.</summary>
    public bool Poll(long nowNs)
    {
        if (State == LinkState.Closed)
            return false;
        if (State == LinkState.Opening)
            return PollOpening(nowNs);
        if (nowNs >= _deadlineNs && State == LinkState.Closing)
            return Finish(nowNs, End, EndSentence);
        Flush(nowNs);
        bool received = Receive(nowNs);
        if (!received && _connection!.Down.HasEnded(nowNs))
            OnEnded(nowNs);
        return received;
    }

    /// <summary>The next message; false when all that was received is read.</summary>
    public bool TryRead(long nowNs, out ReadOnlySpan<byte> message)
    {
        while (State is LinkState.Open or LinkState.Closing && !_isDecided)
        {
            _input = new ReadOnlySequence<byte>(_in, _inFrom, _inTo - _inFrom);
            FrameRead read = _frames.Read(ref _input, out message);
            _inFrom = _inTo - (int)_input.Length;
            switch (read)
            {
                case FrameRead.NeedsMore:
                    return false;
                case FrameRead.Text:
                    Messages++;
                    return true;
                case FrameRead.Binary:
                    break;
                case FrameRead.Ping:
                    message.CopyTo(_owedPong);
                    _owedPongBytes = message.Length;
                    SendOwedPong();
                    break;
                case FrameRead.Close:
                    LinkEnd end = State == LinkState.Closing && !_isDecided ? LinkEnd.ClosedByUs : LinkEnd.Lost;
                    Decide(nowNs, end, "the venue closed the connection", message[..Math.Min(2, message.Length)]);
                    return false;
                case FrameRead.Violation:
                    Decide(nowNs, LinkEnd.Lost, _frames.Violation.ToString(), default);
                    return false;
            }
        }

        message = default;
        return false;
    }

    /// <summary>Hands what is pending to the path, as much as it takes. In the time of the world.</summary>
    public void Flush(long nowNs)
    {
        if (_connection is null || State is not (LinkState.Open or LinkState.Closing))
            return;
        if (_owedPongBytes >= 0)
            SendOwedPong();
        Watch(nowNs);
        int room = _network.Up.RoomBytes - _connection.Up.Bytes;
        int length = Math.Min(room, Output.PendingBytes);
        if (length <= 0 || _connection.Up.HasEnd)
            return;
        _connection.Up.Send(Output.Pending[..length], nowNs);
        Output.Consume(length);
        _watched -= length;
    }

    /// <summary>Shows each frame once to who watches, when it was written.</summary>
    private void Watch(long nowNs)
    {
        ReadOnlySpan<byte> pending = Output.Pending;
        while (_watched < pending.Length)
        {
            int length = ClientFrames.WholeLength(pending[_watched..]);
            if (_frame.Length < length)
                _frame = new byte[length * 2];
            pending.Slice(_watched, length).CopyTo(_frame);
            Span<byte> payload = ClientFrames.Open(_frame.AsSpan(0, length), out Opcode opcode);
            _watched += length;
            if (opcode == Opcode.Text)
                _watcher.OnWritten(_connection!, payload, nowNs);
        }
    }

    private bool PollOpening(long nowNs)
    {
        if (nowNs >= _deadlineNs)
            return Finish(nowNs, LinkEnd.Lost, "could not connect in time");
        if (nowNs >= _acceptNs)
        {
            _acceptNs = long.MaxValue;
            if (!_network.TryAccept(_connection!, nowNs))
                return Finish(nowNs, LinkEnd.Lost, "connection refused");
            _openNs = Math.Max(nowNs, _network.Down.ClosedUntilNs) + (2 * _network.Down.LatencyNs);
        }

        if (nowNs < _openNs)
            return false;
        State = LinkState.Open;
        _deadlineNs = long.MaxValue;
        Output.Reset();
        return true;
    }

    private bool Receive(long nowNs)
    {
        bool received = false;
        while (true)
        {
            if (_inFrom == _inTo)
                _inFrom = _inTo = 0;
            else if (_inTo == _in.Length)
                MakeRoom();
            int taken = _connection!.Down.Take(_in.AsSpan(_inTo), nowNs);
            if (taken == 0)
                break;
            _inTo += taken;
            received = true;
        }

        if (received)
            LastReceiveNs = nowNs - ClockNs;
        return received;
    }

    private void MakeRoom()
    {
        byte[] room = _inFrom > _in.Length / 2 ? _in : new byte[_in.Length * 2];
        _in.AsSpan(_inFrom, _inTo - _inFrom).CopyTo(room);
        _inTo -= _inFrom;
        _inFrom = 0;
        _in = room;
    }

    private void OnEnded(long nowNs) =>
        Finish(nowNs, _isDecided ? End : LinkEnd.Lost, _isDecided ? EndSentence : "the connection broke without a close frame");

    private void Decide(long nowNs, LinkEnd end, string sentence, ReadOnlySpan<byte> closePayload)
    {
        BeginClosing(nowNs, end, sentence, closePayload);
        _isDecided = true;
        Flush(nowNs);
    }

    private void BeginClosing(long nowNs, LinkEnd end, string sentence, ReadOnlySpan<byte> closePayload)
    {
        if (State == LinkState.Open)
        {
            Output.WriteControl(Opcode.Close, closePayload);
            Output.Shut();
        }

        State = LinkState.Closing;
        _deadlineNs = nowNs + CloseTimeoutNs;
        End = end;
        EndSentence = sentence;
    }

    private bool Finish(long nowNs, LinkEnd end, string sentence)
    {
        if (_connection is { IsOver: false })
            _connection.Up.End(nowNs, isReset: false);
        State = LinkState.Closed;
        End = end;
        EndSentence = sentence;
        Output.Shut();
        Output.DropPending();
        _watched = 0;
        Leave();
        return true;
    }

    private void Leave()
    {
        if (_connection is not null)
            _connection.HasWriter = false;
        _connection = null;
    }

    private void SendOwedPong()
    {
        if (State != LinkState.Open || Output.WriteControl(Opcode.Pong, _owedPong.AsSpan(0, _owedPongBytes)) == OutputRoom.Granted)
            _owedPongBytes = -1;
    }
}

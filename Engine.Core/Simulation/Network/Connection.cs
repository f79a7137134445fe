using System.Buffers.Binary;
using Engine.Core.Primitives;
using Engine.Core.Venue;
using Engine.Core.Venue.Rpc.Sessions;
using Engine.Core.Wire.WebSocket;

namespace Engine.Core.Simulation.Network;

/// <summary>
/// One connection between trader and venue with its two flows, and the venue's end of it: what a server does between socket and
/// exchange. It outlives the trader's process, as a connection whose other end is gone does.
/// </summary>
internal sealed class Connection(Exchange exchange, ServerFrames frames, IConnectionWatcher watcher, PathConditions up, PathConditions down, Prng random)
{
    private byte[] _arrived = new byte[4096];
    private int _arrivedBytes;
    private bool _isLeft;

    /// <summary>From trader to venue.</summary>
    public ByteFlow Up { get; } = new(up, random.Fork());

    /// <summary>From venue to trader.</summary>
    public ByteFlow Down { get; } = new(down, random.Fork());

    /// <summary>The venue's session; null until the connection has reached it.</summary>
    public Session? Session { get; private set; }

    /// <summary>Whether the venue has nothing more to do with it.</summary>
    public bool IsOver => _isLeft;

    /// <summary>When the venue's end has something to do.</summary>
    public long NextNs => _isLeft || Session is null || Session.IsFrozen ? long.MaxValue : Up.NextNs;

    /// <summary>Whether something that the trader has written may still arrive.</summary>
    public bool MayBring => (HasWriter || Up.Bytes > 0) && Session is not { IsFrozen: true };

    /// <summary>Whether the trader's end still writes to it.</summary>
    public bool HasWriter { get; set; } = true;

    /// <summary>The connection has reached the venue.</summary>
    public void Accept(long nowNs) => Session = exchange.Open(SessionKind.WebSocket, nowNs);

    /// <summary>Takes in what has come from the trader.</summary>
    public void Read(long nowNs)
    {
        if (_isLeft || Session is not { IsFrozen: false })
            return;
        while (true)
        {
            if (_arrivedBytes == _arrived.Length)
                Array.Resize(ref _arrived, _arrived.Length * 2);
            int taken = Up.Take(_arrived.AsSpan(_arrivedBytes), nowNs);
            _arrivedBytes += taken;
            if (taken == 0)
                break;
        }

        ReadFrames(nowNs);
        if (!_isLeft && Up.HasEnded(nowNs))
            Leave(nowNs, isReset: Up.IsReset);
    }

    /// <summary>Sends what the exchange has to say, and ends the connection where it wants it ended.</summary>
    public void Write(long nowNs)
    {
        Session session = Session!;
        bool isCut = false;
        for (int i = 0; i < session.Outbox.Count && !_isLeft && !session.IsFrozen; i++)
        {
            FrameForm? form = session.Outbox.Form(i);
            watcher.OnAnswered(this, session.Outbox[i]);
            frames.Send(Down, session.Outbox[i], form, nowNs);
            isCut = form is { CutAfterBytes: > 0 };
            if (isCut)
                break;
        }

        session.Outbox.Clear();
        if (_isLeft)
            return;
        if (Down.IsCut)
            Leave(nowNs, isReset: true);
        else if (session.End is SessionEnd end)
            EndBy(end, nowNs);
    }

    /// <summary>The connection is broken: neither end can say more, and each learns of it in its own time.</summary>
    public void Break(long traderNs, long venueNs)
    {
        Up.Break(venueNs);
        Down.Break(traderNs);
    }

    private void ReadFrames(long nowNs)
    {
        int from = 0;
        while (!_isLeft && ClientFrames.WholeLength(_arrived.AsSpan(from, _arrivedBytes - from)) is > 0 and int length)
        {
            Span<byte> payload = ClientFrames.Open(_arrived.AsSpan(from, length), out Opcode opcode);
            from += length;
            if (opcode == Opcode.Text)
            {
                watcher.OnArrived(this, payload);
                exchange.Receive(Session!, payload, nowNs, nowNs);
            }
            else if (opcode == Opcode.Close)
            {
                frames.Control(Down, Opcode.Close, payload, nowNs);
                Leave(nowNs, isReset: false);
            }
        }

        _arrived.AsSpan(from, _arrivedBytes - from).CopyTo(_arrived);
        _arrivedBytes -= from;
    }

    private void EndBy(SessionEnd end, long nowNs)
    {
        if (end.Code != 0)
        {
            Span<byte> payload = stackalloc byte[2];
            BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)end.Code);
            frames.Control(Down, Opcode.Close, payload, nowNs);
        }

        Leave(nowNs, end.Code == 0 && end.IsReset);
    }

    private void Leave(long nowNs, bool isReset)
    {
        if (_isLeft)
            return;
        _isLeft = true;
        Down.End(nowNs, isReset);
        exchange.Close(Session!, nowNs);
    }
}

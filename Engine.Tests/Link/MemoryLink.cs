using System.Buffers.Binary;
using Engine.Core.Link;
using Engine.Core.Venue;
using Engine.Core.Venue.Rpc.Sessions;
using Engine.Core.Wire.WebSocket;

namespace Engine.Tests.Link;

/// <summary>
/// A link to an exchange in memory and virtual time: each message takes one delay, opening takes two round trips (TCP and the upgrade).
/// What the trader wrote is unmasked from its frames.
/// </summary>
internal sealed class MemoryLink(Exchange exchange, long delayNs) : ILink
{
    private readonly Queue<(byte[] Message, long AtNs)> _out = new();
    private readonly Queue<(byte[] Message, long AtNs)> _in = new();
    private Session? _session;
    private long _changeNs = long.MaxValue;
    private bool _isCut;
    private int _waiting;

    public LinkState State { get; private set; }

    public LinkEnd End { get; private set; }

    public string EndSentence { get; private set; } = "";

    public long LastReceiveNs { get; private set; }

    public OutputBuffer Output { get; } = new(256 * 1024, new MaskKeys(1, 2));

    /// <summary>Whether anybody is there to connect to.</summary>
    public bool IsReachable { get; set; } = true;

    /// <summary>Connections are taken and dropped before a word.</summary>
    public bool IsDropping { get; set; }

    /// <summary>How the venue refuses connections before they are open; none while it takes them.</summary>
    public LinkEnd Refusal { get; set; }

    /// <summary>What the venue says before this time waits until then and comes message by message, a microsecond apart.</summary>
    public long BackedUpUntilNs { get; set; }

    /// <summary>How often the venue has said that there were too many requests.</summary>
    public int TooMany { get; private set; }

    /// <summary>How many messages have been held up so.</summary>
    public int Waiting => _waiting;

    /// <summary>Attempts to connect.</summary>
    public int Attempts { get; private set; }

    /// <summary>When the last connection opened.</summary>
    public long OpenedNs { get; private set; }

    /// <summary>Requests that have left, oldest first.</summary>
    public List<string> Sent { get; } = [];

    public long NextNs => Math.Min(_changeNs, Math.Min(Head(_out), Head(_in)));

    public void Connect(long nowNs)
    {
        Attempts++;
        State = LinkState.Opening;
        LastReceiveNs = 0;
        _changeNs = nowNs + ((IsReachable ? 4 : 2) * delayNs);
    }

    public void Close(long nowNs)
    {
        if (State == LinkState.Closed)
            return;
        Finish(LinkEnd.ClosedByUs, "closed by us", nowNs);
    }

    /// <summary>The connection breaks now.</summary>
    public void Cut(long nowNs)
    {
        if (State != LinkState.Closed)
            Finish(LinkEnd.Lost, "the connection broke", nowNs);
    }

    /// <summary>What is due happens; true when the trader should look.</summary>
    public bool Advance(long nowNs)
    {
        bool changed = nowNs >= _changeNs;
        if (changed)
            Change(nowNs);
        while (_out.TryPeek(out (byte[] Message, long AtNs) next) && next.AtNs <= nowNs)
        {
            _out.Dequeue();
            if (_session is not null)
                exchange.Receive(_session, next.Message, nowNs, nowNs);
        }

        return changed | Head(_in) <= nowNs;
    }

    /// <summary>What the venue has to say sets off.</summary>
    public void Deliver(Session session, long nowNs)
    {
        if (session != _session)
            return;
        for (int i = 0; i < session.Outbox.Count; i++)
            _in.Enqueue((session.Outbox[i].ToArray(), nowNs < BackedUpUntilNs ? BackedUpUntilNs + (1_000 * _waiting++) : nowNs + delayNs));
        session.Outbox.Clear();
        if (session.End is null)
            return;
        _isCut = true;
        _changeNs = nowNs + delayNs + 1; // behind what was said before
    }

    public bool TryRead(long nowNs, out byte[] message)
    {
        message = [];
        if (State != LinkState.Open || !_in.TryPeek(out (byte[] Message, long AtNs) next) || next.AtNs > nowNs)
            return false;
        _in.Dequeue();
        TooMany += next.Message.AsSpan().IndexOf("\"code\":10028,"u8) > 0 ? 1 : 0;
        LastReceiveNs = nowNs;
        message = next.Message;
        return true;
    }

    /// <summary>What was written leaves.</summary>
    public void Flush(long nowNs)
    {
        ReadOnlySpan<byte> bytes = Output.Pending;
        while (bytes.Length > 0)
        {
            int length = bytes[1] & 127, head = 2;
            if (length == 126)
                (length, head) = (BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]), 4);
            byte[] message = bytes.Slice(head + 4, length).ToArray();
            for (int i = 0; i < message.Length; i++)
                message[i] ^= bytes[head + (i & 3)];
            bytes = bytes[(head + 4 + length)..];
            _out.Enqueue((message, nowNs + delayNs));
            Sent.Add(System.Text.Encoding.UTF8.GetString(message));
        }

        Output.Consume(Output.PendingBytes);
    }

    private void Change(long nowNs)
    {
        _changeNs = long.MaxValue;
        if (_isCut || IsDropping)
            Finish(LinkEnd.Lost, "the connection broke without a close frame", nowNs);
        else if (Refusal != LinkEnd.None)
            Finish(Refusal, "the server answered with another status than 101", nowNs);
        else if (!IsReachable)
            Finish(LinkEnd.Unreached, "could not connect: connection refused", nowNs);
        else
        {
            _session = exchange.Open(SessionKind.WebSocket, nowNs);
            State = LinkState.Open;
            OpenedNs = nowNs;
            Output.Reset();
        }
    }

    private void Finish(LinkEnd end, string sentence, long nowNs)
    {
        State = LinkState.Closed;
        (End, EndSentence) = (end, sentence);
        _changeNs = long.MaxValue;
        _isCut = false;
        _out.Clear();
        _in.Clear();
        Output.Shut();
        Output.DropPending();
        if (_session is not null)
            exchange.Close(_session, nowNs);
        _session = null;
    }

    private static long Head(Queue<(byte[] Message, long AtNs)> queue) => queue.TryPeek(out (byte[] Message, long AtNs) next) ? next.AtNs : long.MaxValue;
}

using Engine.Core.Venue.Rpc.Sessions;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Channels;

/// <summary>Where messages are written and from where they go into outboxes; remembers which sessions have something to send.</summary>
internal sealed class Outlet
{
    private readonly JsonText _text = new();
    private readonly Queue<Session> _ready = new();

    /// <summary>What frames must pass; null while nothing stands in their way.</summary>
    public IFrameGate? Faults { get; set; }

    private static ReadOnlySpan<byte> Head => """{"jsonrpc":"2.0","method":"subscription","params":{"""u8;

    /// <summary>Opens a notification of a channel; its data is the next value.</summary>
    public JsonText Begin(ReadOnlySpan<byte> channel)
    {
        _text.Clear();
        _text.Raw(Head);
        _text.Ascii("channel"u8, channel);
        _text.Name("data"u8);
        return _text;
    }

    public void Send(JsonText message, List<Subscription> to)
    {
        Close(message);
        foreach (Subscription subscription in to)
            Add(message, subscription);
    }

    public void Send(JsonText message, Subscription to)
    {
        int length = message.Length;
        Close(message);
        Add(message, to);
        message.Rewind(length);
    }

    /// <summary>Sends something that is no notification.</summary>
    public void Send(ReadOnlySpan<byte> message, Session to, string? replyTo = null)
    {
        if (to.IsClosed)
            return;
        if (Faults is not null)
            Faults.Pass(to, message, replyTo);
        else
            Put(to, message, null);
    }

    /// <summary>Puts a message into an outbox past whatever stands in the way.</summary>
    public void Put(Session to, ReadOnlySpan<byte> message, FrameForm? form)
    {
        to.Outbox.Add(message);
        if (form is not null)
            to.Outbox.Shape(form);
        MarkReady(to);
    }

    /// <summary>Says that the server must look at a session.</summary>
    public void MarkReady(Session session)
    {
        if (session.IsReady)
            return;
        session.IsReady = true;
        _ready.Enqueue(session);
    }

    public bool TryTakeReady(out Session session)
    {
        if (!_ready.TryDequeue(out session!))
            return false;
        session.IsReady = false;
        return true;
    }

    private static void Close(JsonText message)
    {
        message.EndObject();
        message.EndObject();
    }

    private void Add(JsonText message, Subscription to)
    {
        if (to.Session.IsClosed)
            return;
        to.Session.Notifications++;
        if (Faults is not null)
        {
            Faults.Pass(to.Session, [.. message.Written[..Head.Length], .. to.Insert, .. message.Written[Head.Length..]], null);
            return;
        }

        if (to.Insert.Length == 0)
            to.Session.Outbox.Add(message.Written);
        else
            to.Session.Outbox.Add(message.Written, Head.Length, to.Insert);
        MarkReady(to.Session);
    }
}

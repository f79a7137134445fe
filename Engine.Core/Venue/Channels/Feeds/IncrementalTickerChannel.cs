using Engine.Core.Venue.Market;
using Engine.Core.Venue.Rpc.Sessions;
using Engine.Core.Venue.Text;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Channels.Feeds;

/// <summary>
/// <c>incremental_ticker.{i}</c>: the whole ticker first, then what has changed of it, at most once a second. A new subscriber gets what
/// was told last, so that the next change fits it too.
/// </summary>
internal sealed class IncrementalTickerChannel(string name, Outlet outlet, Listing listing, Clock clock) : Channel(name, outlet)
{
    private readonly JsonText _scratch = new();
    private JsonMembers _sent = new();
    private JsonMembers _now = new();

    public override void Flush()
    {
        if (IsIdle)
            return;
        Look(_now);
        if (!HasChanged())
            return;
        JsonText message = Open("change"u8);
        for (int i = 0; i < _now.Count; i++)
        {
            // The moment and the name stand in every message; all tickers have the same members.
            if (_now.Name(i).SequenceEqual("instrument_name"u8) || IsTime(i) || IsNew(i))
                message.Raw(_now.Name(i), _now.Value(i));
        }

        message.EndObject();
        Send(message);
        (_sent, _now) = (_now, _sent);
    }

    public override void Greet(Session session)
    {
        JsonText message = Open("snapshot"u8);
        for (int i = 0; i < _sent.Count; i++)
            message.Raw(_sent.Name(i), _sent.Value(i));
        message.EndObject();
        Send(message, session);
    }

    public override void Admit()
    {
    }

    protected override void Wake() => Look(_sent);

    private void Look(JsonMembers members)
    {
        _scratch.Clear();
        MarketView.Ticker(_scratch, listing, clock.NowMs);
        members.Read(_scratch.Written);
    }

    private bool HasChanged()
    {
        for (int i = 0; i < _now.Count; i++)
        {
            if (!IsTime(i) && IsNew(i))
                return true;
        }

        return false;
    }

    private bool IsTime(int i) => _now.Name(i).SequenceEqual("timestamp"u8);

    private bool IsNew(int i) => !_now.Value(i).SequenceEqual(_sent.Value(i));

    private JsonText Open(ReadOnlySpan<byte> type)
    {
        JsonText message = Begin();
        message.BeginObject();
        message.Ascii("type"u8, type);
        return message;
    }
}

using System.Text;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Decoding;

namespace Engine.Core.Wire.Deribit.Sessions;

/// <summary>What a session asks the venue.</summary>
internal enum SessionAsk : byte
{
    Hello,
    Heartbeat,
    Auth,
    Refresh,
    CancelOnDisconnect,
    VerifyCancelOnDisconnect,
    Test,
    Instrument,
    Account,
    Equity,
    SubscribePublic,
    SubscribePrivate,
    Unsubscribe,
    Subscribe,
    OpenOrders,
    Position,
    Trades,
    TradesBefore, // is never asked: a question about trades that was under way when their numbers began anew
    TradesInHistory,
    Mark,
    MarkInHistory,
    Protect,
    ResetProtection,
    CancelElsewhere,
    ListElsewhere,
}

/// <summary>One request to be written: what, for which instrument (or currency), and on which of its channels.</summary>
internal readonly record struct SessionRequest(SessionAsk Ask, int Index, ChannelKind Channel = ChannelKind.None)
{
    /// <summary>Kind carried in the request's id.</summary>
    public RequestKind Kind => Ask switch
    {
        SessionAsk.Auth or SessionAsk.Refresh => RequestKind.Auth,
        SessionAsk.Instrument => RequestKind.Instrument,
        SessionAsk.Account or SessionAsk.Equity => RequestKind.Account,
        SessionAsk.SubscribePublic or SessionAsk.SubscribePrivate or SessionAsk.Subscribe => RequestKind.Subscribe,
        SessionAsk.Unsubscribe => RequestKind.Unsubscribe,
        SessionAsk.OpenOrders => RequestKind.OpenOrders,
        SessionAsk.Position => RequestKind.Position,
        SessionAsk.Trades or SessionAsk.TradesBefore or SessionAsk.TradesInHistory => RequestKind.Trades,
        _ => RequestKind.Plain,
    };

    /// <summary>Whether its channel is one of the account.</summary>
    public bool IsPrivate => Channel is ChannelKind.UserChanges or ChannelKind.UserPortfolio;

    /// <summary>The venue's name for it; for people.</summary>
    public string Method => Ask switch
    {
        SessionAsk.Hello => "public/hello",
        SessionAsk.Heartbeat => "public/set_heartbeat",
        SessionAsk.Auth or SessionAsk.Refresh => "public/auth",
        SessionAsk.CancelOnDisconnect => "private/enable_cancel_on_disconnect",
        SessionAsk.VerifyCancelOnDisconnect => "private/get_cancel_on_disconnect",
        SessionAsk.Test => "public/test",
        SessionAsk.Instrument => "public/get_instrument",
        SessionAsk.Account or SessionAsk.Equity => "private/get_account_summary",
        SessionAsk.SubscribePublic => "public/subscribe",
        SessionAsk.SubscribePrivate => "private/subscribe",
        SessionAsk.Subscribe => IsPrivate ? "private/subscribe" : "public/subscribe",
        SessionAsk.Unsubscribe => IsPrivate ? "private/unsubscribe" : "public/unsubscribe",
        SessionAsk.OpenOrders or SessionAsk.ListElsewhere => "private/get_open_orders_by_instrument",
        SessionAsk.CancelElsewhere => "private/cancel_by_label",
        SessionAsk.Position => "private/get_position",
        SessionAsk.Protect => "private/set_mmp_config",
        SessionAsk.ResetProtection => "private/reset_mmp",
        _ => "private/get_user_trades_by_instrument",
    };
}

/// <summary>Writes the session's requests. Holds the channel lists, the refresh token and the trade positions they need.</summary>
internal sealed class SessionRequests(SessionOptions options, InstrumentTable instruments)
{
    private readonly byte[][] _secrets = [.. Spellings(options.Key.Span), .. Spellings(options.Secret.Span)];
    private byte[] _refreshToken = [];

    /// <summary>Interval of the public channels.</summary>
    public string Interval { get; set; } = options.Interval;

    /// <summary>Settlement currencies of the instruments, in the order of first use.</summary>
    public List<string> Currencies { get; } = [];

    /// <summary>Price indices of the instruments, in the order of first use.</summary>
    public List<string> Indices { get; } = [];

    /// <summary>For each instrument, the trade sequence up to which fills are known.</summary>
    public long[] TradesFrom { get; } = new long[instruments.Count];

    /// <summary>The venue's id of the trade up to which an instrument's fills are known; null where it is not.</summary>
    public string?[] MarkIds { get; } = new string?[instruments.Count];

    /// <summary>For each instrument, the mark that was last asked about: later ones may have come before the answer.</summary>
    public (long Sequence, string? Id)[] AskedMarks { get; } = new (long, string?)[instruments.Count];

    /// <summary>Keeps the token that the next refresh needs.</summary>
    public void SetRefreshToken(ReadOnlySpan<byte> token) => _refreshToken = token.ToArray();

    /// <summary>Whether a text holds the key, the secret or a token, plain or escaped: such a text is not shown to anybody.</summary>
    public bool HoldsSecret(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf("_token"u8) >= 0 || (_refreshToken.Length > 0 && text.IndexOf(_refreshToken) >= 0))
            return true;
        foreach (byte[] secret in _secrets)
        {
            if (secret.Length > 0 && text.IndexOf(secret) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>Public channels wanted.</summary>
    public IEnumerable<string> PublicChannels()
    {
        for (int i = 0; i < instruments.Count; i++)
        {
            yield return Channel(ChannelKind.Book, i);
            yield return Channel(ChannelKind.Ticker, i);
            yield return Channel(ChannelKind.Trades, i);
        }

        yield return Channel(ChannelKind.PlatformState, 0);
        for (int i = 0; i < Currencies.Count; i++)
            yield return Channel(ChannelKind.InstrumentState, i);
    }

    /// <summary>Private channels wanted.</summary>
    public IEnumerable<string> PrivateChannels()
    {
        for (int i = 0; i < instruments.Count; i++)
            yield return Channel(ChannelKind.UserChanges, i);
        for (int i = 0; i < Currencies.Count; i++)
            yield return Channel(ChannelKind.UserPortfolio, i);
        for (int i = 0; i < Indices.Count && options.Protection is not null; i++)
            yield return Channel(ChannelKind.MmpTrigger, i);
    }

    /// <summary>The channel of a kind for an instrument (or currency).</summary>
    public string Channel(ChannelKind kind, int index) => kind switch
    {
        ChannelKind.Book => $"book.{Name(index)}.{Interval}",
        ChannelKind.Ticker => $"ticker.{Name(index)}.{Interval}",
        ChannelKind.Trades => $"trades.{Name(index)}.{Interval}",
        ChannelKind.UserChanges => $"user.changes.{Name(index)}.raw",
        ChannelKind.UserPortfolio => $"user.portfolio.{Currencies[index].ToLowerInvariant()}",
        ChannelKind.MmpTrigger => $"user.mmp_trigger.{Indices[index]}",
        ChannelKind.InstrumentState => $"instrument.state.future.{Currencies[index]}",
        _ => "platform_state",
    };

    /// <summary>The channels a subscription asks for.</summary>
    public IEnumerable<string> ChannelsOf(SessionRequest request) => request.Ask switch
    {
        SessionAsk.SubscribePublic => PublicChannels(),
        SessionAsk.SubscribePrivate => PrivateChannels(),
        SessionAsk.Subscribe or SessionAsk.Unsubscribe => [Channel(request.Channel, request.Index)],
        _ => [],
    };

    /// <summary>Bytes that the request may need.</summary>
    public int MaxLength(SessionRequest request)
    {
        int length = 512;
        if (request.Kind is RequestKind.Subscribe or RequestKind.Unsubscribe)
            length += ChannelsOf(request).Sum(channel => channel.Length + 3);
        else if (request.Kind == RequestKind.Auth)
            length += 2 * (_refreshToken.Length + options.Key.Length + options.Secret.Length);
        return length;
    }

    /// <summary>Writes one request; returns its length.</summary>
    public int Write(SessionRequest request, long id, Span<byte> destination)
    {
        JsonText text = new(destination);
        switch (request.Ask)
        {
            case SessionAsk.Hello:
                text.Request(id, "public/hello"u8);
                text.Raw("\"client_name\":"u8);
                text.Quoted(options.ClientName);
                text.Raw(",\"client_version\":"u8);
                text.Quoted(options.ClientVersion);
                break;
            case SessionAsk.Heartbeat:
                text.Request(id, "public/set_heartbeat"u8);
                text.Raw("\"interval\":"u8);
                text.Number(options.HeartbeatSeconds);
                break;
            case SessionAsk.Auth:
                text.Request(id, "public/auth"u8);
                text.Raw("\"grant_type\":\"client_credentials\",\"client_id\":"u8);
                text.Quoted(options.Key.Span);
                text.Raw(",\"client_secret\":"u8);
                text.Quoted(options.Secret.Span);
                break;
            case SessionAsk.Refresh:
                text.Request(id, "public/auth"u8);
                text.Raw("\"grant_type\":\"refresh_token\",\"refresh_token\":"u8);
                text.Quoted(_refreshToken);
                break;
            case SessionAsk.CancelOnDisconnect:
                text.Request(id, "private/enable_cancel_on_disconnect"u8);
                text.Raw("\"scope\":\"connection\""u8);
                break;
            case SessionAsk.VerifyCancelOnDisconnect:
                text.Request(id, "private/get_cancel_on_disconnect"u8);
                text.Raw("\"scope\":\"connection\""u8);
                break;
            case SessionAsk.Test:
                text.Request(id, "public/test"u8);
                break;
            case SessionAsk.Protect:
                Protect(ref text, id, Indices[request.Index], options.Protection!);
                break;
            case SessionAsk.CancelElsewhere:
                text.Request(id, "private/cancel_by_label"u8);
                text.Raw("\"label\":"u8);
                text.Quoted(options.Elsewhere[request.Index].Label.ToString());
                break;
            case SessionAsk.ListElsewhere:
                text.Request(id, "private/get_open_orders_by_instrument"u8);
                text.Raw("\"instrument_name\":"u8);
                text.Quoted(options.Elsewhere[request.Index].Symbol);
                break;
            case SessionAsk.ResetProtection:
                text.Request(id, "private/reset_mmp"u8);
                text.Raw("\"index_name\":"u8);
                text.Quoted(Indices[request.Index]);
                break;
            case SessionAsk.Account or SessionAsk.Equity:
                text.Request(id, "private/get_account_summary"u8);
                text.Raw("\"currency\":"u8);
                text.Quoted(Currencies[request.Index]);
                text.Raw(request.Ask == SessionAsk.Account ? ",\"extended\":true"u8 : ",\"extended\":false"u8); // the limits change seldom
                break;
            case SessionAsk.SubscribePublic:
                Channels(ref text, request, id, "public/subscribe"u8);
                break;
            case SessionAsk.SubscribePrivate:
                Channels(ref text, request, id, "private/subscribe"u8);
                break;
            case SessionAsk.Subscribe:
                Channels(ref text, request, id, request.IsPrivate ? "private/subscribe"u8 : "public/subscribe"u8);
                break;
            case SessionAsk.Unsubscribe:
                Channels(ref text, request, id, request.IsPrivate ? "private/unsubscribe"u8 : "public/unsubscribe"u8);
                break;
            default:
                ForInstrument(ref text, request, id);
                break;
        }

        text.End();
        return text.Length;
    }

    private string Name(int index) => Encoding.UTF8.GetString(instruments.Name(index));

    private static void Protect(ref JsonText text, long id, string index, ProtectionTerms terms)
    {
        text.Request(id, "private/set_mmp_config"u8);
        text.Raw("\"index_name\":"u8);
        text.Quoted(index);
        text.Raw(",\"interval\":"u8);
        text.Number(terms.IntervalSeconds);
        text.Raw(",\"frozen_time\":0,\"max_quote_quantity\":"u8);
        text.Decimal(terms.MaxQuoteE9);
        if (terms.QuantityE9 > 0)
        {
            text.Raw(",\"quantity_limit\":"u8);
            text.Decimal(terms.QuantityE9);
        }

        if (terms.DeltaE9 <= 0)
            return;
        text.Raw(",\"delta_limit\":"u8);
        text.Decimal(terms.DeltaE9);
    }

    private static byte[][] Spellings(ReadOnlySpan<byte> secret)
    {
        byte[] room = new byte[(2 * secret.Length) + 2];
        JsonText quoted = new(room);
        quoted.Quoted(secret);
        return [secret.ToArray(), room[1..(quoted.Length - 1)]];
    }

    private void Channels(ref JsonText text, SessionRequest request, long id, ReadOnlySpan<byte> method)
    {
        text.Request(id, method);
        text.Raw("\"channels\":["u8);
        bool first = true;
        foreach (string channel in ChannelsOf(request))
        {
            if (!first)
                text.Raw(","u8);
            first = false;
            text.Quoted(channel);
        }

        text.Raw("]"u8);
    }

    private void ForInstrument(ref JsonText text, SessionRequest request, long id)
    {
        text.Request(id, request.Ask switch
        {
            SessionAsk.Instrument => "public/get_instrument"u8,
            SessionAsk.OpenOrders => "private/get_open_orders_by_instrument"u8,
            SessionAsk.Position => "private/get_position"u8,
            _ => "private/get_user_trades_by_instrument"u8,
        });
        text.Raw("\"instrument_name\":"u8);
        text.Quoted(instruments.Name(request.Index));
        if (request.Ask is SessionAsk.MarkInHistory or SessionAsk.TradesInHistory)
            text.Raw(",\"historical\":true"u8);
        if (request.Ask == SessionAsk.Mark)
            AskedMarks[request.Index] = (TradesFrom[request.Index], MarkIds[request.Index]);
        if (request.Ask is SessionAsk.Mark or SessionAsk.MarkInHistory)
        {
            text.Raw(",\"count\":1,\"sorting\":\"asc\",\"start_seq\":"u8);
            text.Number(AskedMarks[request.Index].Sequence);
            text.Raw(",\"end_seq\":"u8);
            text.Number(AskedMarks[request.Index].Sequence);
        }

        if (request.Ask is not (SessionAsk.Trades or SessionAsk.TradesInHistory))
            return;
        text.Raw(",\"count\":1000,\"sorting\":\"asc\",\"start_seq\":"u8);
        text.Number(TradesFrom[request.Index] + 1);
    }
}

using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Decoding;

namespace Engine.Core.Wire.Deribit.Sessions;

/// <summary>Writes the session's requests. Holds the refresh token and the trade positions they need.</summary>
internal sealed class SessionRequests(SessionOptions options, InstrumentTable instruments)
{
    private readonly byte[][] _secrets = [.. Spellings(options.Key.Span), .. Spellings(options.Secret.Span)];
    private byte[] _refreshToken = [];

    /// <summary>The channels they ask for.</summary>
    public SessionChannels Channels { get; } = new(options, instruments);

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
        if (text.IndexOf("access_token"u8) >= 0 || text.IndexOf("refresh_token"u8) >= 0 || (_refreshToken.Length > 0 && text.IndexOf(_refreshToken) >= 0))
            return true;
        foreach (byte[] secret in _secrets)
        {
            if (secret.Length > 0 && text.IndexOf(secret) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>Bytes that the request may need.</summary>
    public int MaxLength(SessionRequest request)
    {
        int length = 512;
        if (request.Kind is RequestKind.Subscribe or RequestKind.Unsubscribe)
            length += Channels.Of(request).Sum(channel => channel.Length + 3);
        else if (request.Kind == RequestKind.Auth)
            length += 2 * (_refreshToken.Length + options.Key.Length + options.Secret.Length);
        return length;
    }

    /// <summary>Writes one request; returns its length.</summary>
    public int Write(SessionRequest request, long id, Span<byte> destination)
    {
        JsonText text = new(destination);
        text.Request(id, request.Method);
        switch (request.Ask)
        {
            case SessionAsk.Hello:
                text.Raw("\"client_name\":"u8);
                text.Quoted(options.ClientName);
                text.Raw(",\"client_version\":"u8);
                text.Quoted(options.ClientVersion);
                break;
            case SessionAsk.Heartbeat:
                text.Raw("\"interval\":"u8);
                text.Number(options.HeartbeatSeconds);
                break;
            case SessionAsk.Auth:
                text.Raw("\"grant_type\":\"client_credentials\",\"client_id\":"u8);
                text.Quoted(options.Key.Span);
                text.Raw(",\"client_secret\":"u8);
                text.Quoted(options.Secret.Span);
                break;
            case SessionAsk.Refresh:
                text.Raw("\"grant_type\":\"refresh_token\",\"refresh_token\":"u8);
                text.Quoted(_refreshToken);
                break;
            case SessionAsk.CancelOnDisconnect or SessionAsk.VerifyCancelOnDisconnect:
                text.Raw("\"scope\":\"connection\""u8);
                break;
            case SessionAsk.Test:
                break;
            case SessionAsk.Protect:
                Protect(ref text, Channels.Indices[request.Index], options.Protection!);
                break;
            case SessionAsk.CancelElsewhere:
                text.Raw("\"label\":"u8);
                text.Quoted(options.Elsewhere[request.Index].Label.ToString());
                break;
            case SessionAsk.ListElsewhere:
                text.Raw("\"instrument_name\":"u8);
                text.Quoted(options.Elsewhere[request.Index].Symbol);
                break;
            case SessionAsk.ResetProtection:
                text.Raw("\"index_name\":"u8);
                text.Quoted(Channels.Indices[request.Index]);
                break;
            case SessionAsk.Account or SessionAsk.Equity:
                text.Raw("\"currency\":"u8);
                text.Quoted(Channels.Currencies[request.Index]);
                text.Raw(request.Ask == SessionAsk.Account ? ",\"extended\":true"u8 : ",\"extended\":false"u8); // the limits change seldom
                break;
            case SessionAsk.SubscribePublic or SessionAsk.SubscribePrivate or SessionAsk.Subscribe or SessionAsk.Unsubscribe:
                WriteChannels(ref text, request);
                break;
            default:
                ForInstrument(ref text, request);
                break;
        }

        text.End();
        return text.Length;
    }

    private static void Protect(ref JsonText text, string index, ProtectionTerms terms)
    {
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

    private void WriteChannels(ref JsonText text, SessionRequest request)
    {
        text.Raw("\"channels\":["u8);
        bool first = true;
        foreach (string channel in Channels.Of(request))
        {
            if (!first)
                text.Raw(","u8);
            first = false;
            text.Quoted(channel);
        }

        text.Raw("]"u8);
    }

    private void ForInstrument(ref JsonText text, SessionRequest request)
    {
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

using System.Text;
using System.Text.Json;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Channels;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Core.Wire.Deribit.Sessions;
using Engine.Tests.Deribit.Decoding;
using Xunit;

namespace Engine.Tests.Deribit.Sessions;

/// <summary>
/// The venue's side of a session, by hand: it takes the session's requests, keeps them, and answers through the decoder as the
/// socket would. A method's answer can be replaced; a method of <see cref="Silent"/> gets none.
/// </summary>
internal sealed class ScriptedVenue
{
    public const string Key = "the-key";
    public const string Secret = "the-\"secret\"-word";
    public const string RefreshToken = "refresh.1AAAA.token-word";

    private readonly DeribitDecoder _decoder;
    private EventList _sink = new(16_384);

    public ScriptedVenue(params string[] instruments)
        : this(Options, instruments)
    {
    }

    public ScriptedVenue(SessionOptions options, params string[] instruments)
    {
        Instruments = new InstrumentTable(instruments.Length == 0 ? ["BTC-PERPETUAL"] : instruments);
        _decoder = new DeribitDecoder(Instruments);
        Session = new DeribitSession(options, Instruments);
    }

    public static SessionOptions Options { get; } = new()
    {
        Key = Encoding.UTF8.GetBytes(Key),
        Secret = Encoding.UTF8.GetBytes(Secret),
        Patience = ChannelPatience.Endless, // no market moves here by itself
    };

    public InstrumentTable Instruments { get; }

    public DeribitSession Session { get; }

    public long NowNs { get; set; } = 1_790_000_000_000_000_000;

    /// <summary>Requests written since the last look, oldest first.</summary>
    public List<Request> Asked { get; } = [];

    public HashSet<string> Silent { get; } = [];

    /// <summary>Answers by method instead of the ordinary ones: the whole frame for a request.</summary>
    public Dictionary<string, Func<Request, string>> Scripts { get; } = [];

    /// <summary>Trades that the account has, by sequence; answered in pages of a thousand.</summary>
    public List<long> Trades { get; } = [];

    /// <summary>Trades up to here are so old that only the history tells them.</summary>
    public long OldUpTo { get; set; }

    public ReadOnlySpan<EngineEvent> Events => _sink.Committed;

    public string[] Methods => [.. Asked.Select(request => request.Method)];

    public void ClearEvents() => _sink.Clear();

    /// <summary>Takes everything the session has due.</summary>
    public void Take()
    {
        while (Session.NextLength is > 0 and int length)
        {
            byte[] room = new byte[length];
            Assert.True(Session.TryWrite(room, NowNs, out int written));
            string text = Encoding.UTF8.GetString(room, 0, written);
            using JsonDocument document = JsonDocument.Parse(text);
            Asked.Add(new Request(
                document.RootElement.GetProperty("id").GetInt64(), document.RootElement.GetProperty("method").GetString()!,
                document.RootElement.GetProperty("params").Clone(), text));
        }

        Assert.False(Session.TryWrite(new byte[512], NowNs, out _));
    }

    /// <summary>Answers what was asked until the session asks no more.</summary>
    public void Serve()
    {
        for (int rounds = 0; rounds < 100; rounds++)
        {
            Take();
            Request[] open = [.. Asked.Where(request => !request.IsAnswered && !Silent.Contains(request.Method))];
            if (open.Length == 0)
                return;
            foreach (Request request in open)
                Answer(request);
        }

        Assert.Fail("the session asks without end: " + string.Join(' ', Methods.TakeLast(20)));
    }

    public void Answer(Request request)
    {
        request.IsAnswered = true;
        Feed(Scripts.TryGetValue(request.Method, out Func<Request, string>? script) ? script(request) : Ordinary(request));
    }

    public DecodeResult Feed(string frame)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(frame);
        DecodeResult result = _decoder.Decode(bytes, NowNs, ref _sink);
        if (result.Kind != FrameKind.Malformed)
            Session.Ages.Mark(result.Channel, result.Instrument, NowNs);
        Session.OnFrame(result, bytes, NowNs);
        return result;
    }

    public void GoLive()
    {
        Session.OnConnected();
        Serve();
        Assert.True(Session.Phase == SessionPhase.Live, $"{Session.Phase}: {Session.Failure}");
        Asked.Clear();
    }

    public void Tick(long afterNs)
    {
        NowNs += afterNs;
        Session.Tick(NowNs);
    }

    private string Ordinary(Request request) => request.Method switch
    {
        "public/hello" or "public/test" => Frames.Reply(request.Id, """{"version":"1.2.26"}"""),
        "public/auth" => Frames.Reply(
            request.Id,
            $$"""{"enabled_features":[],"access_token":"access.1BBBB.token-word","expires_in":1000,"refresh_token":"{{RefreshToken}}","scope":"trade:read_write","token_type":"bearer"}"""),
        "public/get_instrument" => Frames.Reply(request.Id, Instrument(request.Text("instrument_name"))),
        "private/get_account_summary" => Frames.Reply(
            request.Id, Frames.Account(""","limits":{"matching_engine":{"trading":{"total":{"rate":5,"burst":20}}}}""").Replace("\"BTC\"", $"\"{request.Text("currency")}\"", StringComparison.Ordinal)),
        "public/subscribe" or "private/subscribe" or "public/unsubscribe" or "private/unsubscribe" => Frames.Reply(request.Id, Reversed(request)),
        "private/get_cancel_on_disconnect" => Frames.Reply(request.Id, """{"enabled":true,"scope":"connection"}"""),
        "private/get_open_orders_by_instrument" => Frames.Reply(request.Id, "[]"),
        "private/get_position" => Frames.Reply(request.Id, Frames.Position("0.0", request.Text("instrument_name"), "0.0")),
        "private/get_user_trades_by_instrument" => Frames.Reply(request.Id, Page(request)),
        _ => Frames.Reply(request.Id, "\"ok\""),
    };

    internal static string Instrument(string name) =>
        name.Contains('_', StringComparison.Ordinal) ? Frames.Instrument(name, "0.1", "0.0001", "linear") : Frames.Instrument(name);

    // The venue lists what it accepted in an order of its own.
    private static string Reversed(Request request) =>
        "[" + string.Join(',', request.Parameters.GetProperty("channels").EnumerateArray().Select(c => c.GetRawText()).Reverse()) + "]";

    private string Page(Request request)
    {
        long from = request.Parameters.GetProperty("start_seq").GetInt64();
        int count = request.Parameters.GetProperty("count").GetInt32();
        long to = request.Parameters.TryGetProperty("end_seq", out JsonElement end) ? end.GetInt64() : long.MaxValue;
        bool isHistory = request.Parameters.TryGetProperty("historical", out JsonElement historical) && historical.GetBoolean();
        long newest = isHistory ? Trades.Max() - 1 : long.MaxValue; // the history's index is written a little later
        long[] wanted = [.. Trades.Where(sequence => sequence >= from && sequence <= to && sequence <= newest && (isHistory || sequence > OldUpTo)).Order()];
        string page = string.Join(',', wanted.Take(count).Select(s => Frames.UserTrade(s, id: $"t{s}", instrument: request.Text("instrument_name"))));
        return $"{{\"trades\":[{page}],\"has_more\":{(wanted.Length > count ? "true" : "false")}}}";
    }

    internal sealed record Request(long Id, string Method, JsonElement Parameters, string Whole)
    {
        public bool IsAnswered { get; set; }

        public string Text(string parameter) => Parameters.GetProperty(parameter).GetString()!;

        public string[] Channels => [.. Parameters.GetProperty("channels").EnumerateArray().Select(c => c.GetString()!)];
    }
}

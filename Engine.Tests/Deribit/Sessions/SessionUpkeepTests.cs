using System.Text;
using Engine.Core.Events;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Core.Wire.Deribit.Sessions;
using Engine.Tests.Deribit.Decoding;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Deribit.Sessions;

public class SessionUpkeepTests
{
    private const long Second = 1_000_000_000;

    private static readonly byte[] Account = Encoding.UTF8.GetBytes(Frames.Account());
    private static readonly byte[] Instrument = Encoding.UTF8.GetBytes(Frames.Instrument());

    private readonly ScriptedVenue _venue = new();

    [Theory]
    [InlineData("""{"params":{"type":"test_request"},"method":"heartbeat","jsonrpc":"2.0"}""", 1)]
    [InlineData("""{"params":{"type":"heartbeat"},"method":"heartbeat","jsonrpc":"2.0"}""", 0)]
    public void A_test_request_is_answered_and_a_heartbeat_needs_no_answer(string frame, int answers)
    {
        _venue.GoLive();
        _venue.Feed(frame);
        _venue.Take();
        Assert.Equal(answers, _venue.Methods.Count(method => method == "public/test"));
    }

    [Fact]
    public void A_test_request_is_answered_while_logging_in_too()
    {
        _venue.Silent.Add("public/auth");
        _venue.Session.OnConnected();
        _venue.Serve();
        _venue.Asked.Clear();
        _venue.Feed("""{"params":{"type":"test_request"},"method":"heartbeat","jsonrpc":"2.0"}""");
        _venue.Take();
        Assert.Equal(["public/test"], _venue.Methods);
    }

    [Fact]
    [Pitfall("T21f")]
    public void The_token_is_refreshed_at_four_fifths_of_its_life_and_again()
    {
        _venue.GoLive(); // the token lives 1000 s
        TickTo(799);
        Assert.DoesNotContain("public/auth", _venue.Methods);
        TickTo(800);
        ScriptedVenue.Request refresh = _venue.Asked.Single(r => r.Method == "public/auth");
        Assert.Equal(("refresh_token", ScriptedVenue.RefreshToken), (refresh.Text("grant_type"), refresh.Text("refresh_token")));
        Assert.Equal(SessionPhase.Live, _venue.Session.Phase);
        TickTo(1599);
        Assert.Single(_venue.Asked, r => r.Method == "public/auth");
        TickTo(1600);
        Assert.Equal(2, _venue.Asked.Count(r => r.Method == "public/auth"));
    }

    [Fact]
    [Pitfall("T21f")]
    public void A_refused_refresh_ends_the_session_so_that_the_keys_log_in_anew()
    {
        _venue.GoLive();
        _venue.Scripts["public/auth"] = r => Frames.Error(r.Id, 13009, "unauthorized");
        TickTo(800);
        Assert.Equal((SessionPhase.Failed, false), (_venue.Session.Phase, _venue.Session.IsFatal));
        _venue.Scripts.Clear();
        _venue.Session.OnDisconnected();
        _venue.Asked.Clear();
        _venue.Session.OnConnected();
        _venue.Serve();
        Assert.Equal("client_credentials", _venue.Asked.Single(r => r.Method == "public/auth").Text("grant_type"));
    }

    [Fact]
    [Pitfall("T21e")]
    public void Position_and_trades_are_asked_for_from_time_to_time()
    {
        _venue.GoLive();
        for (int second = 1; second <= 60; second++)
            TickTo(second);
        Assert.Equal(12, _venue.Methods.Count(method => method == "private/get_position"));
        Assert.Equal(2, _venue.Methods.Count(method => method == "private/get_user_trades_by_instrument"));
    }

    [Fact]
    public void Periodic_questions_allocate_nothing()
    {
        _venue.Scripts["public/auth"] = r => Frames.Reply(r.Id, """{"refresh_token":"x","expires_in":31536000}"""); // a refresh allocates, once a year
        _venue.GoLive();
        byte[] room = new byte[4096], position = Encoding.UTF8.GetBytes(Frames.Position("0.0")), answer = new byte[2048];
        DeribitDecoder decoder = new(_venue.Instruments);
        EventList sink = new(64);
        AllocationGate.HoldsAtZero(
            () =>
            {
                _venue.NowNs += 5 * Second;
                _venue.Session.Tick(_venue.NowNs);
                while (_venue.Session.NextLength > 0 && _venue.Session.TryWrite(room, _venue.NowNs, out int length))
                    Answer(room.AsSpan(0, length), position, answer, decoder, ref sink);
            },
            1_000);
        Assert.Equal(SessionPhase.Live, _venue.Session.Phase);
    }

    [Fact]
    [Pitfall("T46")]
    public void A_book_is_unsubscribed_before_it_is_subscribed_again_because_only_so_a_snapshot_comes()
    {
        _venue.GoLive();
        _venue.Session.ResubscribeBook(0);
        _venue.Take();
        ScriptedVenue.Request first = Assert.Single(_venue.Asked);
        Assert.Equal("public/unsubscribe", first.Method);
        Assert.Equal(["book.BTC-PERPETUAL.raw"], first.Channels);
        _venue.Answer(first);
        _venue.Take();
        Assert.Equal(["public/unsubscribe", "public/subscribe"], _venue.Methods);
        Assert.Equal(["book.BTC-PERPETUAL.raw"], _venue.Asked[1].Channels);
        _venue.Serve();
        Assert.Equal(SessionPhase.Live, _venue.Session.Phase);
    }

    [Fact]
    [Pitfall("T49")]
    public void A_book_that_cannot_be_read_makes_the_session_ask_once_for_the_grid_it_should_lie_on()
    {
        _venue.GoLive();
        for (int i = 0; i < 500; i++)
            _venue.Feed(Frames.Change(5, 9, """[["new",76914.25,10.0]]""", "[]"));
        _venue.Take();
        Assert.Equal(["public/get_instrument"], _venue.Methods);
        for (int i = 0; i < 500; i++)
            _venue.Feed(Frames.Change(5, 9, """[["new",76914.25,10.0]]""", "[]"));
        _venue.Take();
        Assert.Equal(["public/get_instrument"], _venue.Methods);
        _venue.Scripts["public/get_instrument"] = r => Frames.Reply(r.Id, Frames.Instrument("BTC-PERPETUAL", "0.25"));
        _venue.Serve();
        Assert.Equal(250_000_000, _venue.Instruments[0]!.TickE9);
        Assert.Equal(SessionPhase.Live, _venue.Session.Phase);
        _venue.ClearEvents();
        _venue.Feed(Frames.Change(5, 9, """[["new",76914.25,10.0]]""", "[]"));
        Assert.Equal(EventKind.Book, _venue.Events[0].Kind);
    }

    [Fact]
    public void The_account_is_not_asked_twice_for_the_same()
    {
        _venue.GoLive();
        for (int i = 0; i < 5; i++)
            _venue.Session.QueryAccount(0);
        _venue.Take();
        _venue.Session.QueryAccount(0);
        _venue.Take();
        Assert.Equal(["private/get_user_trades_by_instrument", "private/get_position"], _venue.Methods);
        _venue.Serve();
        _venue.Session.QueryAccount(0);
        _venue.Take();
        Assert.Equal(4, _venue.Asked.Count);
    }

    private void TickTo(int second)
    {
        long target = 1_790_000_000L * Second + (second * Second);
        while (_venue.NowNs < target && _venue.Session.Phase != SessionPhase.Failed)
        {
            _venue.Tick(Math.Min(Second, target - _venue.NowNs));
            _venue.Serve();
        }
    }

    private void Answer(ReadOnlySpan<byte> request, byte[] position, byte[] room, DeribitDecoder decoder, ref EventList sink)
    {
        int start = request.IndexOf("\"id\":"u8) + 5;
        ReadOnlySpan<byte> id = request[start..(start + request[start..].IndexOf((byte)','))];
        int at = Append(room, 0, "{\"id\":"u8);
        at = Append(room, at, id);
        at = Append(room, at, ",\"result\":"u8);
        at = Append(room, at, request.IndexOf("get_position"u8) >= 0 ? position
            : request.IndexOf("get_account_summary"u8) >= 0 ? Account
            : request.IndexOf("get_instrument"u8) >= 0 ? Instrument
            : """{"trades":[],"has_more":false}"""u8);
        at = Append(room, at, "}"u8);
        sink.Clear();
        DecodeResult decoded = decoder.Decode(room.AsSpan(0, at), _venue.NowNs, ref sink);
        _venue.Session.OnFrame(decoded, room.AsSpan(0, at), _venue.NowNs);
    }

    private static int Append(byte[] room, int at, ReadOnlySpan<byte> part)
    {
        part.CopyTo(room.AsSpan(at));
        return at + part.Length;
    }
}

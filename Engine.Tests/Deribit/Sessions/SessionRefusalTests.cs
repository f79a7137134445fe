using Engine.Core.Wire.Deribit;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Core.Wire.Deribit.Sessions;
using Engine.Tests.Deribit.Decoding;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Deribit.Sessions;

/// <summary>What the venue refuses for a while only: the session stays and asks again.</summary>
public class SessionRefusalTests
{
    private const long Second = 1_000_000_000;

    private readonly ScriptedVenue _venue = new();

    [Theory]
    [Pitfall("T58")]
    [InlineData("public/get_instrument", 11051)]
    [InlineData("public/auth", 11051)]
    [InlineData("private/get_account_summary", 13028)]
    [InlineData("private/enable_cancel_on_disconnect", 10040)]
    [InlineData("private/subscribe", 10066)]
    [InlineData("private/get_open_orders_by_instrument", 10041)]
    [InlineData("private/get_user_trades_by_instrument", 11051)]
    [InlineData("private/get_position", 11051)]
    public void What_the_venue_cannot_answer_now_is_asked_again_each_second_until_it_can(string method, int code)
    {
        int refused = 0;
        Assert.Null(_venue.Session.TakeRemark());
        _venue.Scripts[method] = r =>
        {
            refused++;
            return Frames.Error(r.Id, code, "later");
        };
        _venue.Session.OnConnected();
        _venue.Serve();
        for (int second = 1; second <= 5; second++)
        {
            Assert.NotEqual(SessionPhase.Live, _venue.Session.Phase);
            Assert.Null(_venue.Session.Failure);
            Assert.Equal(second, refused);
            _venue.Tick(Second);
            _venue.Serve();
        }

        _venue.Scripts.Clear();
        _venue.Tick(Second);
        _venue.Serve();
        Assert.Equal(SessionPhase.Live, _venue.Session.Phase);
        Assert.Equal($"the venue refuses {method} for now ({code} later): it is asked again until it answers", _venue.Session.TakeRemark());
        Assert.Null(_venue.Session.TakeRemark()); // once
    }

    [Fact]
    [Pitfall("T39")]
    public void Too_many_requests_to_a_question_do_not_end_a_session_that_the_venue_keeps()
    {
        _venue.GoLive();
        _venue.Scripts["private/get_position"] = r => Frames.Error(r.Id, DeribitErrors.TooManyRequests, "too_many_requests");
        _venue.Tick(5 * Second);
        _venue.Serve();
        Assert.Equal((SessionPhase.Live, _venue.NowNs), (_venue.Session.Phase, _venue.Session.ThrottledNs));
        _venue.Scripts.Clear();
        _venue.Asked.Clear();

        // Three seconds without a question, whoever wants one; what keeps the connection alive is answered.
        _venue.Session.QueryAccount(0);
        _venue.Session.ResubscribeBook(0);
        _venue.Feed("""{"params":{"type":"test_request"},"method":"heartbeat","jsonrpc":"2.0"}""");
        _venue.Tick((3 * Second) - 1);
        _venue.Serve();
        Assert.Equal(["public/test"], _venue.Methods);
        _venue.Tick(1);
        _venue.Serve();
        Assert.Equal(
            ["private/get_position", "private/get_user_trades_by_instrument", "public/subscribe", "public/test", "public/unsubscribe"],
            _venue.Methods.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(SessionPhase.Live, _venue.Session.Phase);
    }

    [Fact]
    [Pitfall("T39")]
    public void Too_many_requests_to_an_order_leave_the_credits_to_the_orders()
    {
        _venue.GoLive();
        _venue.Feed(Frames.Error(RequestId.Create(99, RequestKind.Place), DeribitErrors.TooManyRequests, "too_many_requests"));
        _venue.Session.QueryAccount(0);
        _venue.Take();
        Assert.Empty(_venue.Asked);
        Assert.Equal(_venue.NowNs, _venue.Session.ThrottledNs);
    }

    [Theory]
    [InlineData(-32602)]
    [InlineData(10020)]
    public void An_order_refused_for_its_terms_makes_the_session_ask_for_them_and_not_more_often_than_each_5_s(int code)
    {
        _venue.GoLive();
        for (int second = 0; second < 11; second++)
        {
            _venue.Feed(Frames.Error(RequestId.Create(99, RequestKind.Place), code, "must conform to tick size"));
            _venue.Serve();
            _venue.Tick(Second);
        }

        Assert.Equal(3, _venue.Methods.Count(method => method == "public/get_instrument"));
    }

    [Fact]
    public void An_instrument_that_is_not_open_is_asked_about_each_5_s_until_it_is()
    {
        string state = "locked";
        _venue.GoLive();
        _venue.Scripts["public/get_instrument"] = r => Frames.Reply(r.Id, ScriptedVenue.Instrument(r.Text("instrument_name")).Replace("\"state\":\"open\"", $"\"state\":\"{state}\"", StringComparison.Ordinal));
        _venue.Feed(Frames.Error(RequestId.Create(99, RequestKind.Place), 10012, "book_closed"));
        Assert.Equal(6, Asks(26));
        state = "open";
        Assert.Equal(1, Asks(5));
        Assert.Equal(0, Asks(25));

        int Asks(int seconds)
        {
            _venue.Asked.Clear();
            for (int i = 0; i < seconds; i++)
            {
                _venue.Serve();
                _venue.Tick(Second);
            }

            return _venue.Methods.Count(method => method == "public/get_instrument");
        }
    }

    [Fact]
    public void A_book_that_does_not_fit_the_grid_makes_the_session_ask_for_it_and_not_more_often_than_each_second()
    {
        _venue.GoLive();
        for (int i = 0; i < 500; i++)
        {
            string book = Frames.Book($$"""{"timestamp":1,"type":"change","change_id":{{i + 2}},"prev_change_id":{{i + 1}},"instrument_name":"BTC-PERPETUAL","bids":[["new",100000.3,10.0]],"asks":[]}""");
            Assert.Equal(FrameKind.Malformed, _venue.Feed(book).Kind);
            _venue.Serve();
            _venue.Tick(Second / 100);
        }

        Assert.Equal(5, _venue.Methods.Count(method => method == "public/get_instrument"));
    }

    [Fact]
    public void A_key_that_may_not_trade_is_refused_at_the_login()
    {
        _venue.Scripts["public/auth"] = r => Frames.Reply(r.Id, """{"access_token":"a","refresh_token":"b","expires_in":1000,"scope":"account:read trade:read","token_type":"bearer"}""");
        _venue.Session.OnConnected();
        _venue.Serve();
        Assert.Equal((SessionPhase.Failed, true), (_venue.Session.Phase, _venue.Session.IsFatal));
        Assert.Equal("the API key may not trade (its scope: account:read trade:read): give it trade:read_write at the venue", _venue.Session.Failure);
    }

    [Fact]
    public void The_reason_of_a_refused_login_is_shown_though_it_speaks_of_a_token()
    {
        _venue.Scripts["private/enable_cancel_on_disconnect"] = r => $$$"""{"jsonrpc":"2.0","id":{{{r.Id}}},"error":{"message":"unauthorized","data":{"reason":"invalid_token"},"code":13009}}""";
        _venue.Session.OnConnected();
        _venue.Serve();
        Assert.Contains("invalid_token", _venue.Session.Failure ?? _venue.Session.TakeRemark(), StringComparison.Ordinal);
    }

    [Theory]
    [Pitfall("T21f")]
    [InlineData(13009)]
    [InlineData(10000)]
    public void A_login_that_ends_in_mid_session_is_made_anew_on_the_same_connection(int code)
    {
        _venue.GoLive();
        _venue.Scripts["private/get_position"] = r => Frames.Error(r.Id, code, "unauthorized");
        _venue.Tick(5 * Second);
        _venue.Take();
        foreach (ScriptedVenue.Request request in _venue.Asked.Where(r => !r.IsAnswered).ToArray())
            _venue.Answer(request);
        _venue.Scripts.Clear();
        Assert.Equal(SessionPhase.LoggingIn, _venue.Session.Phase);
        _venue.Asked.Clear();
        _venue.Take();
        Assert.Equal(["public/auth"], _venue.Methods); // nothing private before it is answered
        Assert.Equal("client_credentials", _venue.Asked[0].Text("grant_type"));
        _venue.Serve();
        Assert.Equal((SessionPhase.Live, 2), (_venue.Session.Phase, _venue.Session.Reconciliations));
        Assert.Contains("private/enable_cancel_on_disconnect", _venue.Methods);
        Assert.Contains("private/get_cancel_on_disconnect", _venue.Methods);
        Assert.Contains("private/subscribe", _venue.Methods);
        Assert.Contains("logging in again", _venue.Session.TakeRemark(), StringComparison.Ordinal);
    }

    [Fact]
    [Pitfall("T21f")]
    public void An_order_refused_for_its_login_makes_the_session_log_in_again_and_a_second_time_ends_it()
    {
        _venue.GoLive();
        string refusal = Frames.Error(RequestId.Create(99, RequestKind.Edit), 13009, "unauthorized");
        _venue.Feed(refusal);
        Assert.Equal(SessionPhase.LoggingIn, _venue.Session.Phase);
        _venue.Feed(refusal); // another of the same moment: the login is on its way
        Assert.Equal(SessionPhase.LoggingIn, _venue.Session.Phase);
        _venue.Serve();
        Assert.Equal(SessionPhase.Live, _venue.Session.Phase);
        _venue.Feed(refusal);
        Assert.Equal((SessionPhase.Failed, false), (_venue.Session.Phase, _venue.Session.IsFatal));
    }

    [Fact]
    [Pitfall("T16")]
    public void A_venue_that_agrees_to_cancel_on_disconnect_and_says_that_it_is_off_is_not_traded_on()
    {
        _venue.Scripts["private/get_cancel_on_disconnect"] = r => Frames.Reply(r.Id, """{"enabled":false,"scope":"connection"}""");
        _venue.Session.OnConnected();
        _venue.Serve();
        Assert.Equal((SessionPhase.Failed, false), (_venue.Session.Phase, _venue.Session.IsFatal));
        Assert.Contains("cancel-on-disconnect", _venue.Session.Failure, StringComparison.Ordinal);
        Assert.Equal(0, _venue.Session.Reconciliations);
    }

    [Fact]
    [Pitfall("T38")]
    public void An_account_without_raw_channels_gets_the_slower_ones_and_people_are_told()
    {
        _venue.Scripts["public/subscribe"] = r => r.Channels.Any(c => c.EndsWith(".raw", StringComparison.Ordinal))
            ? Frames.Error(r.Id, 13778, "raw_subscriptions_not_available_for_unauthorized")
            : Frames.Reply(r.Id, "[" + string.Join(',', r.Channels.Select(c => $"\"{c}\"")) + "]");
        _venue.GoLive();
        string remark = _venue.Session.TakeRemark()!;
        Assert.Contains("13778", remark, StringComparison.Ordinal);
        Assert.Contains("100ms", remark, StringComparison.Ordinal);
        _venue.Session.ResubscribeBook(0);
        _venue.Serve();
        Assert.Equal(["book.BTC-PERPETUAL.100ms"], _venue.Asked[0].Channels);
    }
}

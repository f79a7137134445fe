using Engine.Core.Wire.Deribit;
using Engine.Core.Wire.Deribit.Channels;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Core.Wire.Deribit.Sessions;
using Engine.Tests.Deribit.Decoding;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Deribit.Sessions;

/// <summary>Each channel is watched for itself: the socket may be busy while one of them is dead.</summary>
public class SessionChannelTests
{
    private const long Second = 1_000_000_000;
    private const string Order =
        """{"order_state":"open","order_id":"1","label":"","price":100.0,"amount":10.0,"filled_amount":0.0,"direction":"buy","instrument_name":"BTC-PERPETUAL","order_type":"limit","average_price":0.0,"post_only":true,"replaced":false,"last_update_timestamp":1}""";

    private readonly ScriptedVenue _venue = new(ScriptedVenue.Options with { Patience = new ChannelPatience() });
    private bool _tickerMoves = true;
    private bool _bookMoves = true;
    private bool _changesMove = true;

    [Theory]
    [Pitfall("T17")]
    [Pitfall("T18")]
    [InlineData("ticker", 10)]
    [InlineData("book", 30)]
    public void A_silent_market_channel_is_subscribed_to_again_and_then_the_connection_is_replaced(string kind, int patience)
    {
        GoLive();
        (_tickerMoves, _bookMoves) = (kind != "ticker", kind != "book");
        Pass(patience);
        Assert.DoesNotContain("public/unsubscribe", _venue.Methods);
        Pass(1);
        Assert.Equal([$"{kind}.BTC-PERPETUAL.raw"], Assert.Single(_venue.Asked, r => r.Method == "public/unsubscribe").Channels);
        Assert.Equal([$"{kind}.BTC-PERPETUAL.raw"], Assert.Single(_venue.Asked, r => r.Method == "public/subscribe").Channels);
        Assert.Contains($"{kind}.BTC-PERPETUAL.raw is silent", _venue.Session.TakeRemark(), StringComparison.Ordinal);
        Pass(5);
        Assert.Equal(SessionPhase.Live, _venue.Session.Phase);
        Pass(1);
        Assert.Equal((SessionPhase.Failed, false), (_venue.Session.Phase, _venue.Session.IsFatal));
        Assert.Contains($"{kind}.BTC-PERPETUAL.raw brings nothing", _venue.Session.Failure, StringComparison.Ordinal);
    }

    [Fact]
    [Pitfall("T18")]
    public void A_channel_that_brings_its_first_message_after_the_new_subscription_was_only_quiet()
    {
        GoLive();
        _bookMoves = false;
        for (int round = 0; round < 5; round++)
        {
            Pass(32);
            _venue.Feed(Frames.Snapshot(5, "[]", "[]"));
        }

        Assert.Equal(SessionPhase.Live, _venue.Session.Phase);
        Assert.InRange(_venue.Methods.Count(method => method == "public/unsubscribe"), 4, 6);
    }

    [Fact]
    [Pitfall("T17")]
    public void A_channel_of_orders_may_be_silent_for_ever_while_there_are_none()
    {
        GoLive();
        _changesMove = false;
        Pass(3600);
        Assert.Equal(SessionPhase.Live, _venue.Session.Phase);
        Assert.DoesNotContain("private/unsubscribe", _venue.Methods);
    }

    [Fact]
    [Pitfall("T17")]
    public void A_channel_of_orders_that_does_not_tell_of_an_answered_order_is_subscribed_to_again_and_then_the_connection_is_replaced()
    {
        GoLive();
        _changesMove = false;
        Pass(20);
        OrderAnswered();
        Pass(6);
        Assert.Equal(["user.changes.BTC-PERPETUAL.raw"], Assert.Single(_venue.Asked, r => r.Method == "private/unsubscribe").Channels);
        Assert.Equal(SessionPhase.Live, _venue.Session.Phase);
        OrderAnswered();
        Pass(6);
        Assert.Equal((SessionPhase.Failed, false), (_venue.Session.Phase, _venue.Session.IsFatal));
    }

    [Theory]
    [Pitfall("T17")]
    [InlineData(true)]
    [InlineData(false)]
    public void A_notification_counts_whether_it_comes_before_or_after_the_answer(bool before)
    {
        GoLive();
        Pass(60);
        for (int i = 0; i < 20; i++)
        {
            if (before)
                _venue.Feed(Frames.Notification("user.changes.BTC-PERPETUAL.raw", """{"orders":[],"trades":[],"positions":[]}"""));
            OrderAnswered();
            if (!before)
                _venue.Feed(Frames.Notification("user.changes.BTC-PERPETUAL.raw", """{"orders":[],"trades":[],"positions":[]}"""));
            Pass(7);
        }

        Assert.Equal(SessionPhase.Live, _venue.Session.Phase);
        Assert.DoesNotContain("private/unsubscribe", _venue.Methods);
    }

    [Fact]
    public void Garbage_on_a_channel_is_no_life()
    {
        GoLive();
        _tickerMoves = false;
        for (int i = 0; i < 11; i++)
        {
            Assert.Equal(FrameKind.Malformed, _venue.Feed(Frames.Notification("ticker.BTC-PERPETUAL.raw", """{"mark_price":null}""")).Kind);
            Pass(1);
        }

        Assert.Contains(_venue.Asked, r => r.Method == "public/unsubscribe" && r.Channels[0] == "ticker.BTC-PERPETUAL.raw");
    }

    [Theory]
    [Pitfall("T58")]
    [InlineData("""{"maintenance":true}""")]
    [InlineData("""{"locked":true,"price_index":"btc_usd"}""")]
    public void Nobody_is_blamed_for_silence_while_the_venue_does_not_trade(string state)
    {
        GoLive();
        (_tickerMoves, _bookMoves) = (false, false);
        _venue.Feed(Frames.Notification("platform_state", state));
        Pass(600);
        Assert.Equal(SessionPhase.Live, _venue.Session.Phase);
        Assert.DoesNotContain("public/unsubscribe", _venue.Methods);

        _venue.Feed(Frames.Notification("platform_state", state.Replace("true", "false", StringComparison.Ordinal)));
        Pass(9);
        Assert.DoesNotContain("public/unsubscribe", _venue.Methods);
        Pass(3);
        Assert.Contains("public/unsubscribe", _venue.Methods); // its time began again with the end of the hold
    }

    [Fact]
    [Pitfall("T43")]
    public void What_was_not_asked_for_is_told_once_a_minute()
    {
        GoLive();
        for (int i = 0; i < 59; i++)
        {
            _venue.Feed(Frames.Notification("book.SOL_USDC-PERPETUAL.raw", "{}"));
            Pass(1);
        }

        Assert.Contains("SOL_USDC-PERPETUAL", _venue.Session.TakeRemark(), StringComparison.Ordinal);
        Assert.Null(_venue.Session.TakeRemark());
        Pass(2);
        _venue.Feed(Frames.Notification("book.SOL_USDC-PERPETUAL.raw", "{}"));
        Assert.NotNull(_venue.Session.TakeRemark());
    }

    [Fact]
    public void A_probe_is_asked_once_and_without_an_answer_the_session_ends()
    {
        GoLive();
        _venue.Silent.Add("public/test");
        for (int i = 0; i < 4; i++)
        {
            _venue.Session.Probe();
            _venue.Take();
        }

        Assert.Equal(["public/test"], _venue.Methods);
        _venue.Tick(ScriptedVenue.Options.RequestTimeoutNs + 1);
        Assert.Equal(SessionPhase.Failed, _venue.Session.Phase);
        Assert.Contains("public/test", _venue.Session.Failure, StringComparison.Ordinal);
    }

    private void GoLive()
    {
        _venue.Scripts["public/get_instrument"] = r =>
            Frames.Reply(r.Id, Frames.Instrument("BTC-PERPETUAL").Replace("{", "{\"price_index\":\"btc_usd\",", StringComparison.Ordinal));
        _venue.GoLive();
    }

    /// <summary>Seconds pass, each with what still moves.</summary>
    private void Pass(int seconds)
    {
        for (int i = 0; i < seconds && _venue.Session.Phase != SessionPhase.Failed; i++)
        {
            if (_tickerMoves)
                _venue.Session.Ages.Mark(ChannelKind.Ticker, 0, _venue.NowNs);
            if (_bookMoves)
                _venue.Session.Ages.Mark(ChannelKind.Book, 0, _venue.NowNs);
            if (_changesMove && i % 60 == 0)
                _venue.Session.Ages.Mark(ChannelKind.UserChanges, 0, _venue.NowNs);
            _venue.Tick(Second);
            _venue.Serve();
        }
    }

    private void OrderAnswered() => _venue.Feed(Frames.Reply(RequestId.Create(99, RequestKind.Cancel), Order));
}

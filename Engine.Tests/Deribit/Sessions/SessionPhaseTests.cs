using Engine.Core.Events;
using Engine.Core.Wire.Deribit.Sessions;
using Engine.Tests.Deribit.Decoding;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Deribit.Sessions;

public class SessionPhaseTests
{
    [Fact]
    public void A_session_greets_logs_in_subscribes_reconciles_and_is_live_in_three_round_trips()
    {
        ScriptedVenue venue = new();
        Assert.Equal(SessionPhase.Down, venue.Session.Phase);
        venue.Session.OnConnected();
        venue.Take();
        Assert.Equal(["public/hello", "public/set_heartbeat", "public/get_instrument", "public/auth"], venue.Methods);
        Assert.Equal(SessionPhase.LoggingIn, venue.Session.Phase);
        AnswerAll(venue);
        Assert.Equal(SessionPhase.Subscribing, venue.Session.Phase);
        venue.Take();
        Assert.Equal(["private/enable_cancel_on_disconnect", "private/get_account_summary", "public/subscribe", "private/subscribe"], venue.Methods);
        AnswerAll(venue);
        Assert.Equal(SessionPhase.Reconciling, venue.Session.Phase);
        venue.Take();
        Assert.Equal(
            ["private/get_cancel_on_disconnect", "private/get_open_orders_by_instrument", "private/get_user_trades_by_instrument", "private/get_position"], venue.Methods);
        Assert.Equal(0, venue.Session.Reconciliations);
        AnswerAll(venue);
        Assert.Equal((SessionPhase.Live, 1), (venue.Session.Phase, venue.Session.Reconciliations));
        Assert.Null(venue.Session.Failure);
        Assert.Equal(0, venue.Session.NextLength);
    }

    [Fact]
    [Pitfall("T21f")]
    [Pitfall("T39")]
    public void Nothing_private_is_asked_before_the_login_has_been_answered()
    {
        ScriptedVenue venue = new();
        venue.Silent.Add("public/auth");
        venue.Session.OnConnected();
        venue.Serve();
        Assert.DoesNotContain(venue.Methods, method => method.StartsWith("private/", StringComparison.Ordinal) || method == "public/subscribe");
        Assert.Equal(SessionPhase.LoggingIn, venue.Session.Phase);
    }

    [Fact]
    public void The_channels_are_those_of_every_instrument_and_settlement_currency()
    {
        ScriptedVenue venue = new("BTC-PERPETUAL", "BTC_USDC-PERPETUAL");
        venue.Session.OnConnected();
        venue.Serve();
        Assert.Equal(
            [
                "book.BTC-PERPETUAL.raw", "ticker.BTC-PERPETUAL.raw", "trades.BTC-PERPETUAL.raw", "book.BTC_USDC-PERPETUAL.raw", "ticker.BTC_USDC-PERPETUAL.raw",
                "trades.BTC_USDC-PERPETUAL.raw", "platform_state", "instrument.state.future.BTC", "instrument.state.future.USDC",
            ],
            venue.Asked.Single(r => r.Method == "public/subscribe").Channels);
        Assert.Equal(
            ["user.changes.BTC-PERPETUAL.raw", "user.changes.BTC_USDC-PERPETUAL.raw", "user.portfolio.btc", "user.portfolio.usdc"],
            venue.Asked.Single(r => r.Method == "private/subscribe").Channels);
        Assert.Equal(["BTC", "USDC"], venue.Asked.Where(r => r.Method == "private/get_account_summary").Select(r => r.Text("currency")));
    }

    [Fact]
    [Pitfall("T16")]
    public void Orders_are_cancelled_by_the_venue_when_this_connection_is_lost()
    {
        ScriptedVenue venue = new();
        venue.Session.OnConnected();
        venue.Serve();
        Assert.Equal("connection", venue.Asked.Single(r => r.Method == "private/enable_cancel_on_disconnect").Text("scope"));
    }

    [Fact]
    public void A_channel_may_come_back_in_other_letters()
    {
        ScriptedVenue venue = new();
        venue.Scripts["private/subscribe"] = r => Frames.Reply(r.Id, """["user.portfolio.BTC","user.changes.BTC-PERPETUAL.raw"]""");
        venue.GoLive();
    }

    [Fact]
    public void Answers_may_overtake_each_other()
    {
        ScriptedVenue venue = new("BTC-PERPETUAL", "ETH-PERPETUAL");
        venue.Session.OnConnected();
        while (venue.Session.Phase != SessionPhase.Live)
        {
            venue.Take();
            foreach (ScriptedVenue.Request request in Enumerable.Reverse(venue.Asked).Where(r => !r.IsAnswered).ToArray())
                venue.Answer(request);
        }

        Assert.Null(venue.Session.Failure);
    }

    [Fact]
    [Pitfall("T17")]
    public void A_new_connection_begins_again_and_old_answers_mean_nothing()
    {
        ScriptedVenue venue = new();
        venue.Silent.Add("private/get_position");
        venue.Session.OnConnected();
        venue.Serve();
        ScriptedVenue.Request late = venue.Asked.Single(r => r.Method == "private/get_position");
        venue.Session.OnDisconnected();
        Assert.Equal(SessionPhase.Down, venue.Session.Phase);
        Assert.Equal(0, venue.Session.NextLength);
        venue.Answer(late);
        Assert.Equal(SessionPhase.Down, venue.Session.Phase);
        venue.Silent.Clear();
        venue.Asked.Clear();
        venue.GoLive();
    }

    [Fact]
    [Pitfall("T17")]
    public void After_a_reconnection_every_channel_is_subscribed_again()
    {
        ScriptedVenue venue = new();
        venue.GoLive();
        venue.Session.OnDisconnected();
        venue.Session.OnConnected();
        venue.Serve();
        Assert.Contains(venue.Asked, r => r.Method == "public/subscribe" && r.Channels.Contains("book.BTC-PERPETUAL.raw"));
        Assert.Contains(venue.Asked, r => r.Method == "private/subscribe" && r.Channels.Contains("user.changes.BTC-PERPETUAL.raw"));
        Assert.Equal(2, venue.Session.Reconciliations);
    }

    [Fact]
    public void Sixty_instruments_are_no_more_trouble_than_one()
    {
        string[] names = [.. Enumerable.Range(0, 60).Select(i => $"C{i}_USDC-PERPETUAL")];
        ScriptedVenue venue = new(names);
        venue.GoLive();
        venue.Session.Reconcile();
        venue.Serve();
        Assert.Equal((SessionPhase.Live, 2), (venue.Session.Phase, venue.Session.Reconciliations));
    }

    [Fact]
    public void A_reconciliation_on_demand_asks_everything_again_and_counts()
    {
        ScriptedVenue venue = new();
        venue.GoLive();
        venue.Session.Reconcile();
        Assert.Equal(SessionPhase.Reconciling, venue.Session.Phase);
        venue.Serve();
        Assert.Equal(["private/get_open_orders_by_instrument", "private/get_user_trades_by_instrument", "private/get_position"], venue.Methods);
        Assert.Equal((SessionPhase.Live, 2), (venue.Session.Phase, venue.Session.Reconciliations));
    }

    [Fact]
    public void A_list_wanted_while_another_is_on_its_way_is_asked_for_again_before_the_session_is_live()
    {
        // Whoever asks compares with a list that was made after the question.
        ScriptedVenue venue = new();
        venue.GoLive();
        venue.Session.Reconcile();
        venue.Take();
        venue.Answer(venue.Asked.Single(r => r.Method == "private/get_open_orders_by_instrument"));
        venue.Session.Reconcile();
        foreach (ScriptedVenue.Request request in venue.Asked.Where(r => !r.IsAnswered).ToArray())
            venue.Answer(request);
        Assert.Equal(SessionPhase.Reconciling, venue.Session.Phase);
        venue.Serve();
        Assert.Equal(2, venue.Asked.Count(r => r.Method == "private/get_open_orders_by_instrument"));
        Assert.Equal(SessionPhase.Live, venue.Session.Phase);
    }

    [Theory]
    [InlineData(SessionPhase.Down)]
    [InlineData(SessionPhase.LoggingIn)]
    public void What_the_engine_wants_before_there_is_a_session_is_not_sent(SessionPhase phase)
    {
        ScriptedVenue venue = new();
        if (phase == SessionPhase.LoggingIn)
            venue.Session.OnConnected();
        int before = 0;
        venue.Take();
        before = venue.Asked.Count;
        venue.Session.ResubscribeBook(0);
        venue.Session.QueryAccount(0);
        venue.Session.Reconcile();
        venue.Take();
        Assert.Equal(before, venue.Asked.Count);
        Assert.Equal(phase, venue.Session.Phase);
    }

    [Fact]
    public void Specifications_arrive_as_events_before_anything_of_the_account()
    {
        ScriptedVenue venue = new();
        venue.GoLive();
        Assert.Equal(EventKind.Specification, venue.Events[0].Kind);
        Assert.Contains(venue.Events.ToArray(), e => e.Kind == EventKind.Position);
    }

    private static void AnswerAll(ScriptedVenue venue)
    {
        ScriptedVenue.Request[] open = [.. venue.Asked];
        venue.Asked.Clear();
        foreach (ScriptedVenue.Request request in open)
            venue.Answer(request);
    }
}

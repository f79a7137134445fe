using Engine.Core.Wire.Deribit;
using Engine.Core.Wire.Deribit.Channels;
using Engine.Core.Wire.Deribit.Sessions;
using Engine.Tests.Deribit.Decoding;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Deribit.Sessions;

/// <summary>A reconciliation of a live session, during which quoting goes on, does not stay open.</summary>
public class SessionPassTests
{
    private const long Second = 1_000_000_000;
    private const string Trades = "private/get_user_trades_by_instrument";

    private readonly ScriptedVenue _venue = new();

    [Theory]
    [Pitfall("T21e")]
    [InlineData(13028)]
    [InlineData(10047)]
    [InlineData(10066)]
    public void One_whose_question_is_refused_for_ever_holds_the_quotes_and_then_ends_the_connection(int code)
    {
        BeginStuck(code);
        Run(10);
        Assert.Equal((SessionPhase.Reconciling, false), (_venue.Session.Phase, _venue.Session.IsHeld));
        Run(1);
        Assert.Equal((SessionPhase.Reconciling, true), (_venue.Session.Phase, _venue.Session.IsHeld));
        Assert.Contains($"refusing {Trades} ({code})", _venue.Session.TakeRemark(), StringComparison.Ordinal);
        Run(10);
        Assert.Equal((SessionPhase.Failed, false), (_venue.Session.Phase, _venue.Session.IsFatal));
        Assert.Contains($"refusing {Trades} ({code})", _venue.Session.Failure, StringComparison.Ordinal);
        _venue.Session.OnDisconnected();
        Assert.False(_venue.Session.IsHeld);
    }

    [Fact]
    public void One_that_is_answered_late_lets_quoting_go_on()
    {
        BeginStuck(13028);
        Run(15);
        Assert.True(_venue.Session.IsHeld);
        _venue.Scripts.Clear();
        Run(1);
        Assert.Equal((SessionPhase.Live, false, 2), (_venue.Session.Phase, _venue.Session.IsHeld, _venue.Session.Reconciliations));
        Run(29);
        Assert.Equal((SessionPhase.Live, 2), (_venue.Session.Phase, _venue.Session.Reconciliations)); // each has its own time
        Run(1);
        Assert.Equal((SessionPhase.Live, 3), (_venue.Session.Phase, _venue.Session.Reconciliations));
    }

    [Fact]
    [Pitfall("T21f")]
    public void Position_equity_and_a_token_that_ends_are_asked_for_meanwhile()
    {
        _venue.Scripts["public/auth"] = r => Frames.Reply(r.Id, """{"refresh_token":"x","expires_in":45}"""); // 80 %: 36 s
        BeginStuck(13028);
        _venue.Asked.Clear();
        Run(8);
        Assert.Equal(SessionPhase.Reconciling, _venue.Session.Phase);
        Assert.Contains("private/get_position", _venue.Methods);
        Assert.Contains("private/get_account_summary", _venue.Methods);
        Assert.Contains("public/auth", _venue.Methods);
    }

    [Fact]
    [Pitfall("T17")]
    public void A_silent_channel_is_noticed_meanwhile()
    {
        ScriptedVenue venue = new(ScriptedVenue.Options with { Patience = new ChannelPatience { TickerNs = 3 * Second } }, "BTC-PERPETUAL");
        venue.GoLive();
        venue.Scripts[Trades] = r => Frames.Error(r.Id, 13028, "temporarily_unavailable");
        venue.Session.Reconcile();
        venue.Serve();
        for (int second = 0; second < 9 && !venue.Methods.Contains("public/unsubscribe"); second++)
        {
            Assert.Equal(SessionPhase.Reconciling, venue.Session.Phase);
            venue.Tick(Second);
            venue.Serve();
        }

        Assert.Contains("public/unsubscribe", venue.Methods);
    }

    [Fact]
    public void A_refused_equity_holds_no_reconciliation_up()
    {
        _venue.GoLive();
        _venue.Scripts["private/get_account_summary"] = r => Frames.Error(r.Id, 13028, "temporarily_unavailable");
        Run(30);
        Assert.Equal((SessionPhase.Live, 2), (_venue.Session.Phase, _venue.Session.Reconciliations));
    }

    [Theory]
    [Pitfall("T20")]
    [InlineData(false)]
    [InlineData(true)]
    public void Trades_and_position_are_asked_for_after_a_list_that_was_refused_at_first(bool areAllRefused)
    {
        // Found by the simulator: what was filled between an answer about trades and a later list was missing from both.
        const string Orders = "private/get_open_orders_by_instrument";
        _venue.GoLive();
        foreach (string method in areAllRefused ? (string[])[Orders, Trades, "private/get_position"] : [Orders])
            _venue.Scripts[method] = r => Frames.Error(r.Id, 10047, "later");
        _venue.Session.Reconcile();
        _venue.Serve();
        _venue.Scripts.Clear();
        _venue.Asked.Clear();
        Run(2);
        Assert.Equal((SessionPhase.Live, 2), (_venue.Session.Phase, _venue.Session.Reconciliations));
        int list = Array.LastIndexOf(_venue.Methods, Orders);
        Assert.True(list >= 0 && Array.LastIndexOf(_venue.Methods, Trades) > list && Array.LastIndexOf(_venue.Methods, "private/get_position") > list, string.Join(' ', _venue.Methods));
    }

    [Fact]
    [Pitfall("T58")]
    public void Maintenance_that_refuses_everything_for_long_holds_and_keeps_the_connection()
    {
        BeginStuck(DeribitErrors.SystemMaintenance);
        Run(300);
        Assert.Equal((SessionPhase.Reconciling, true), (_venue.Session.Phase, _venue.Session.IsHeld));
    }

    private void BeginStuck(int code)
    {
        _venue.GoLive();
        _venue.Scripts[Trades] = r => Frames.Error(r.Id, code, "later");
        Run(30);
        Assert.Equal(SessionPhase.Reconciling, _venue.Session.Phase);
    }

    private void Run(int seconds)
    {
        for (int second = 0; second < seconds; second++)
        {
            _venue.Tick(Second);
            _venue.Serve();
        }
    }
}

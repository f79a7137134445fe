using Engine.Core.Events;
using Engine.Core.Risk;
using Engine.Core.Risk.Modes;
using Engine.Core.Trading;
using Engine.Core.Trading.Desks;
using Xunit;

namespace Engine.Tests.Trading.Quotes;

/// <summary>The venue's market-maker protection holds the instruments it has fired for, and no others.</summary>
public class ProtectionHoldTests
{
    private readonly Rig _rig = new(
        options: new EngineOptions { SessionId = Rig.SessionId, OrderRate = 100_000, OrderBurst = 1_000, MaxOrdersPerSecond = 100_000, ProtectionPauseNs = 3 * Rig.Second },
        others: "ETH-PERPETUAL");

    [Fact]
    public void An_instrument_is_held_for_the_pause_then_reset_and_quoted_again_while_the_other_is_quoted_all_the_time()
    {
        Both();
        _rig.Send(Fired(0));
        OrderIntent[] sent = _rig.Take();
        Assert.Equal(2, sent.Length);
        Assert.All(sent, intent => Assert.Equal((IntentKind.Cancel, (ushort)0), (intent.Kind, intent.Instrument)));
        Answer(sent);
        Assert.Equal((HoldReason.Protection, HoldReason.None, TradingMode.Quoting), (Hold(0), Hold(1), _rig.Engine.Mode));
        _rig.Timer(2 * Rig.Second);
        Assert.Empty(_rig.TakeAll());
        _rig.Timer(1 * Rig.Second);
        OrderIntent reset = Assert.Single(_rig.TakeAll());
        Assert.Equal((IntentKind.ResetProtection, (ushort)0), (reset.Kind, reset.Instrument));
        _rig.Timer(1 * Rig.Second);
        sent = _rig.Take();
        Assert.Equal(2, sent.Length);
        Assert.All(sent, intent => Assert.Equal((IntentKind.Place, (ushort)0), (intent.Kind, intent.Instrument)));
        Assert.Equal(HoldReason.None, Hold(0));
    }

    [Fact]
    public void When_it_has_fired_for_all_the_engine_holds_and_says_why()
    {
        Both();
        _rig.Send(Fired(0));
        _rig.Send(Fired(1));
        Assert.Equal((TradingMode.Holding, ModeCause.Protection), (_rig.Engine.Mode, _rig.Engine.ModeCause));
        Answer(_rig.Take());
        _rig.Timer(3 * Rig.Second);
        Assert.Equal([0, 1], _rig.TakeAll().Where(i => i.Kind == IntentKind.ResetProtection).Select(i => (int)i.Instrument));
        _rig.Timer(1 * Rig.Second);
        Assert.Equal(TradingMode.Quoting, _rig.Engine.Mode);
        Assert.Equal(4, _rig.Take().Count(i => i.Kind == IntentKind.Place));
    }

    [Fact]
    public void A_time_that_the_venue_names_is_waited_for_where_it_is_longer_than_the_pause()
    {
        Both();
        EngineEvent fired = Fired(0);
        fired.ExchangeNs = _rig.NowNs + (8 * Rig.Second);
        _rig.Send(fired);
        Answer(_rig.Take());
        _rig.Timer(7 * Rig.Second);
        Assert.Empty(_rig.TakeAll());
        _rig.Timer(1 * Rig.Second);
        Assert.Equal(IntentKind.ResetProtection, Assert.Single(_rig.TakeAll()).Kind);
    }

    private HoldReason Hold(int desk) => _rig.Engine.Desks[desk].HoldReason(_rig.NowNs);

    private EngineEvent Fired(ushort instrument)
    {
        EngineEvent e = _rig.Command(CommandKind.Protection);
        e.Instrument = instrument;
        return e;
    }

    private void Answer(OrderIntent[] intents)
    {
        foreach (OrderIntent intent in intents)
        {
            EngineEvent reply = _rig.Reply(intent, intent.Kind == IntentKind.Cancel ? VenueOrderState.Cancelled : VenueOrderState.Open);
            reply.Instrument = intent.Instrument;
            _rig.Send(reply);
        }
    }

    /// <summary>Both instruments quoted.</summary>
    private void Both()
    {
        EngineEvent specification = _rig.Specification(), snapshot = _rig.Snapshot(), ticker = _rig.Ticker(), position = _rig.Position(0);
        specification.Instrument = snapshot.Instrument = ticker.Instrument = position.Instrument = 1;
        foreach (EngineEvent e in (EngineEvent[])
            [_rig.Specification(), specification, _rig.Session(SessionState.LoggingIn), _rig.Snapshot(), _rig.Ticker(), snapshot, ticker, _rig.Portfolio(10),
                _rig.Session(SessionState.Reconciling), _rig.Position(0), position, _rig.Session(SessionState.Live)])
            _rig.Send(e);
        OrderIntent[] placed = _rig.Take();
        Assert.Equal(4, placed.Length);
        Answer(placed);
        _rig.TakeAll();
    }
}

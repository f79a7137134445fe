using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Trading;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Trading.Limiting;

/// <summary>Requests that are never answered, or in another order, or before they left, bind the venue's credits for a while and not for good.</summary>
[Pitfall("T39")]
public class CreditsUnderWayTests
{
    private readonly Rig _rig = new(options: new EngineOptions { SessionId = Rig.SessionId, OrderRate = 5, OrderBurst = 20, MaxOrdersPerSecond = 100 }, others: "ETH-PERPETUAL");

    [Fact]
    public void Strays_without_answers_leave_credits_for_the_cancels_of_all_instruments()
    {
        Begin();
        for (int i = 0; i < 4; i++)
            _rig.Send(_rig.Listed(new OrderLabel(41, 0, Side.Buy, 0, i + 1), $"s{i}"));
        int cancels = 0;
        for (int second = 0; second < 600; second++)
        {
            Pass(Rig.Second);
            foreach (OrderIntent intent in _rig.Take())
            {
                if (intent.Instrument == 1)
                    Answer(intent, 0);
                else
                    cancels += intent.Kind == IntentKind.Cancel ? 1 : 0;
            }
        }

        Assert.InRange(cancels, 40, 600); // they are asked for again all the time
        Assert.Equal(OrderState.Working, _rig.Engine.Desks[1].Order(Side.Buy).State);
        _rig.Send(_rig.Command(CommandKind.Stop));
        Assert.Contains(_rig.Take(), intent => intent is { Kind: IntentKind.Cancel, Instrument: 1 });
    }

    [Fact]
    public void Answers_in_another_order_free_what_they_answer()
    {
        Begin();
        _rig.Send(_rig.Listed(new OrderLabel(41, 0, Side.Buy, 0, 1), "s0"));
        _rig.Send(_rig.Listed(new OrderLabel(41, 0, Side.Sell, 0, 2), "s1", Side.Sell));
        for (int round = 0; round < 400; round++)
        {
            foreach (OrderIntent intent in _rig.Take().Reverse())
                Answer(intent, intent.Label.Session == 41 ? 10040 : 0);
            Pass(5 * Rig.Second);
        }

        foreach (OrderIntent intent in _rig.Take().Reverse())
            Answer(intent, 10040);
        Assert.InRange(_rig.Engine.CreditsLeft(_rig.NowNs), 15, 20);
    }

    [Fact]
    public void Requests_that_never_left_bind_neither_credits_nor_the_own_pace()
    {
        _rig.GoLive();
        for (int i = 0; i < 200; i++)
        {
            foreach (OrderIntent intent in _rig.Take())
                Answer(intent, Core.Wire.Deribit.DeribitErrors.NotSent);
            Pass(Rig.Second);
        }

        Assert.NotEqual(0, _rig.Engine.IntentsSent);
        Pass(6 * Rig.Second);
        Assert.Equal(0, _rig.Engine.RejectsOf(RejectReason.Pace));
    }

    // Both instruments quoted, nothing under way, all credits there.
    private void Begin()
    {
        EngineEvent specification = _rig.Specification(), snapshot = _rig.Snapshot(), ticker = _rig.Ticker(), position = _rig.Position(0);
        specification.Instrument = snapshot.Instrument = ticker.Instrument = position.Instrument = 1;
        foreach (EngineEvent e in (EngineEvent[])
        [
            _rig.Specification(), specification, _rig.Session(SessionState.LoggingIn), _rig.Snapshot(), _rig.Ticker(), snapshot, ticker, _rig.Portfolio(10),
            _rig.Session(SessionState.Reconciling), _rig.Position(0), position, _rig.Session(SessionState.Live),
        ])
            _rig.Send(e);
        foreach (OrderIntent intent in _rig.Take())
            Answer(intent, 0);
        for (int second = 0; second < 8; second++)
            Pass(Rig.Second);
        Assert.Empty(_rig.Take());
        Assert.Equal(20, _rig.Engine.CreditsLeft(_rig.NowNs), 1);
    }

    private void Answer(OrderIntent intent, int error)
    {
        EngineEvent reply = _rig.Reply(intent, intent.Kind == IntentKind.Cancel ? VenueOrderState.Cancelled : VenueOrderState.Open, error: error);
        reply.Instrument = intent.Instrument;
        _rig.Send(reply);
    }

    private void Pass(long ns)
    {
        _rig.Timer(ns);
        for (ushort instrument = 0; instrument < 2; instrument++)
        {
            EngineEvent snapshot = _rig.Snapshot(), ticker = _rig.Ticker();
            snapshot.Instrument = ticker.Instrument = instrument;
            _rig.Send(snapshot);
            _rig.Send(ticker);
        }
    }
}

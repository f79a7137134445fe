using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Trading.Recovering;

/// <summary>Cancels that were refused wait longer each time, but no longer than until the venue shows that it takes requests again.</summary>
public class SignsOfLifeTests
{
    private readonly Rig _rig = new();

    [Fact]
    [Pitfall("T58")]
    public void Cancels_that_were_refused_go_when_the_platform_is_released()
    {
        RefusedThrice();
        _rig.Send(_rig.Command(CommandKind.Release));
        Assert.Equal(2, _rig.Take().Count(i => i.Kind == IntentKind.Cancel));
    }

    [Fact]
    [Pitfall("T58")]
    public void Cancels_that_were_refused_go_when_the_instrument_opens()
    {
        RefusedThrice();
        _rig.Send(_rig.Specification(isOpen: false));
        Assert.Empty(_rig.Take());
        _rig.Send(_rig.Specification());
        Assert.Equal(2, _rig.Take().Count(i => i.Kind == IntentKind.Cancel));
    }

    [Fact]
    [Pitfall("T58")]
    public void A_cancel_that_was_refused_goes_when_another_request_is_accepted()
    {
        RefusedThrice();
        _rig.Timer(9 * Rig.Second);
        OrderIntent[] last = _rig.Take();
        Assert.Equal(2, last.Length);
        _rig.Send(_rig.Reply(last[0], error: 11051));
        Assert.Empty(_rig.Take());
        _rig.Send(_rig.Reply(last[1], VenueOrderState.Cancelled));
        Assert.Equal(Rig.Id(last[0].Label), Assert.Single(_rig.Take()).OrderId);
    }

    [Fact]
    [Pitfall("T58")]
    public void A_stray_whose_cancels_were_refused_does_not_wait_for_its_longest_pause()
    {
        _rig.Quote();
        OrderLabel old = new(41, 0, Side.Buy, 0, 9);
        _rig.Send(_rig.Order(new OrderIntent { Label = old, Side = Side.Buy, OrderId = Rig.Id("o1"), Price = new Price(Rig.Bid), Amount = new Size(5) }));
        for (int i = 0; i < 5; i++)
        {
            foreach (OrderIntent intent in _rig.Take())
                _rig.Send(_rig.Reply(intent, error: 11051));
            _rig.Timer(16 * Rig.Second);
        }

        foreach (OrderIntent intent in _rig.Take())
            _rig.Send(_rig.Reply(intent, error: 11051));
        _rig.Timer(1 * Rig.Second);
        Assert.DoesNotContain(_rig.Take(), i => i.OrderId == Rig.Id("o1"));
        _rig.Send(_rig.Command(CommandKind.Release));
        Assert.Contains(_rig.Take(), i => i.Kind == IntentKind.Cancel && i.OrderId == Rig.Id("o1"));
    }

    [Fact]
    public void A_cancel_that_is_refused_while_others_are_accepted_is_sent_once_sooner_for_them_and_then_at_its_own_pace()
    {
        _rig.Quote();
        OrderLabel old = new(41, 0, Side.Buy, 0, 9);
        List<long> sentNs = [];
        for (int i = 0; i < 400; i++)
        {
            _rig.Send(_rig.Order(new OrderIntent { Label = old, Side = Side.Buy, OrderId = Rig.Id("o1"), Price = new Price(Rig.Bid), Amount = new Size(5) }));
            foreach (OrderIntent intent in _rig.Take())
            {
                bool isStray = intent.OrderId == Rig.Id("o1");
                if (isStray)
                    sentNs.Add(_rig.NowNs);
                _rig.Send(isStray ? _rig.Reply(intent, error: 10001) : _rig.Reply(intent, intent.Kind == IntentKind.Cancel ? VenueOrderState.Cancelled : VenueOrderState.Open));
            }

            // A request of another order is answered with success all the time.
            _rig.Send(_rig.Reply(new OrderIntent { Label = old, Side = Side.Sell, RequestId = 77 }));
            _rig.Timer(Rig.Second / 20);
        }

        Assert.InRange(sentNs.Count, 4, 9); // of twenty seconds, after 1, 2, 4, 8 and so on
        Assert.All(sentNs.Skip(1).Zip(sentNs.Skip(2)), pair => Assert.True(pair.Second - pair.First >= Rig.Second * 9 / 10));
    }

    /// <summary>Stopped, and both cancels refused for maintenance until their pause is some seconds.</summary>
    private void RefusedThrice()
    {
        _rig.Quote();
        _rig.Send(_rig.Command(CommandKind.Hold));
        _rig.Send(_rig.Command(CommandKind.Stop));
        for (int i = 0; i < 3; i++)
        {
            OrderIntent[] cancels = _rig.Take();
            Assert.Equal(2, cancels.Length);
            foreach (OrderIntent cancel in cancels)
                _rig.Send(_rig.Reply(cancel, error: 11051));
            if (i < 2)
                _rig.Timer((2 << i) * Rig.Second);
        }

        _rig.Timer(Rig.Second / 2);
        Assert.Empty(_rig.Take());
    }
}

using Engine.Core.Events;
using Engine.Core.Journal.Intents;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Risk;
using Engine.Core.Trading;
using Xunit;

namespace Engine.Tests.Trading.Limiting;

/// <summary>Limits of all instruments together: how many orders, and what positions and orders are worth.</summary>
public class AllInstrumentsTests
{
    [Fact]
    public void Orders_of_all_instruments_together_are_counted_and_their_worth_is_limited()
    {
        Rig counted = LimitTests.With(new AccountLimits { MaxOpenOrders = 1 });
        counted.GoLive();
        Assert.Equal(Side.Buy, Assert.Single(counted.Take()).Side);
        Assert.Equal(1, counted.Engine.RejectsOf(RejectReason.OpenOrders));
        Rig worth = LimitTests.With(new AccountLimits { MaxNotionalUsd = 1_500 });
        worth.GoLive();
        Assert.Equal(Side.Buy, Assert.Single(worth.Take()).Side);
        NoticeFact notice = worth.Facts.Single(f => f is { Kind: FactKind.Notice, Notice.What: NoticeKind.GateReject }).Notice;
        Assert.Equal(((long)RejectReason.Notional, 2_000.0, 1_500.0), (notice.Number, notice.Value, notice.Bound));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(20)] // more than find room
    public void Orders_that_stand_in_no_slot_count_on_every_instrument_in_number_and_in_worth(int strays)
    {
        OrderLabel[] labels = [.. Enumerable.Range(1, strays).Select(i => new OrderLabel(7, 0, i % 2 == 0 ? Side.Buy : Side.Sell, 0, i))];
        foreach ((AccountLimits limits, RejectReason reason, double value, double bound) in (ReadOnlySpan<(AccountLimits, RejectReason, double, double)>)
        [
            (new AccountLimits { MaxOpenOrders = strays }, RejectReason.OpenOrders, strays + 1, strays),
            (new AccountLimits { MaxNotionalUsd = 1_000 + (49 * strays) }, RejectReason.Notional, 1_000 + (50 * strays), 1_000 + (49 * strays)), // 5 lots of 10 USD each
        ])
        {
            Rig rig = TwoDesks(limits, []);
            foreach (EngineEvent e in Beginning(rig, [.. labels.Select((label, i) => rig.Listed(label, $"s{i}", label.Side))]))
                rig.Send(e);
            Assert.DoesNotContain(rig.Take(), intent => intent.Kind == IntentKind.Place);
            NoticeFact notice = rig.Facts.First(f => f is { Kind: FactKind.Notice, Notice.What: NoticeKind.GateReject }).Notice;
            Assert.Equal(((long)reason, value, bound), (notice.Number, notice.Value, notice.Bound));
        }
    }

    [Theory]
    [InlineData(1, 0.0, RejectReason.OpenOrders, 2.0, 1.0)]
    [InlineData(0, 1_600.0, RejectReason.Notional, 1_700.0, 1_600.0)] // a quote of 1 000 USD beside what is left of 800
    public void An_order_that_an_earlier_session_may_have_on_its_way_counts_on_every_instrument_until_it_is_disproved(
        int mostOrders, double mostUsd, RejectReason reason, double value, double bound)
    {
        LeftOrder left = new()
        {
            Label = new OrderLabel(7, 0, Side.Buy, 0, 1),
            Symbol = "BTC-PERPETUAL",
            Side = Side.Buy,
            State = OrderState.Placing,
            AmountE9 = 800_000_000_000,
            FilledE9 = 100_000_000_000,
            CauseNs = 1_790_000_000 * Rig.Second,
        };
        Rig rig = TwoDesks(new AccountLimits { MaxOpenOrders = mostOrders, MaxNotionalUsd = mostUsd }, [left]);
        foreach (EngineEvent e in Beginning(rig, []))
            rig.Send(e);
        Assert.DoesNotContain(rig.Take(), intent => intent.Kind == IntentKind.Place);
        Assert.NotEqual(0, rig.Engine.RejectsOf(reason));
        NoticeFact notice = rig.Facts.First(f => f is { Kind: FactKind.Notice, Notice.What: NoticeKind.GateReject }).Notice;
        Assert.Equal(((long)reason, value, bound), (notice.Number, notice.Value, notice.Bound));
    }

    [Fact]
    public void Fills_that_are_owed_and_a_difference_from_the_venues_position_are_worth_something()
    {
        Rig rig = LimitTests.With(new AccountLimits());
        rig.GoLive();
        double orders = rig.Desk.GrossUsd(0, 0);
        rig.Desk.Owed.Add(Side.Buy, 3, rig.NowNs);
        rig.Desk.Owed.Add(Side.Sell, 4, rig.NowNs);
        Assert.Equal(70, rig.Desk.GrossUsd(0, 0) - orders, 6);
        rig.Send(rig.Position(-6, queried: false));
        Assert.Equal(-6, rig.Desk.MismatchLots);
        Assert.Equal(130, rig.Desk.GrossUsd(0, 0) - orders, 6);
    }

    [Fact]
    public void Until_every_position_is_known_nothing_is_added_where_their_worth_is_limited()
    {
        Rig rig = TwoDesks(new AccountLimits { MaxNotionalUsd = 50_000 }, []);
        OrderIntent early = new() { Side = Side.Buy, Price = new Price(199_800), Amount = new Size(1), Label = new OrderLabel(3, 0, Side.Buy, 0, 9) };
        foreach (EngineEvent e in Beginning(rig, [rig.Fill(early, 1, 7)])) // so the first instrument's position is asked for once more
            rig.Send(e);
        Assert.DoesNotContain(rig.Take(), intent => intent.Kind == IntentKind.Place);
        Assert.Equal((false, true), (rig.Engine.Desks[0].IsAdopted, rig.Engine.Desks[1].IsAdopted));
        Assert.DoesNotContain(rig.Facts, f => f is { Kind: FactKind.Notice, Notice.What: NoticeKind.GateReject });
        rig.Send(rig.Position(1));
        Assert.True(rig.Engine.Desks[0].IsAdopted);
        Assert.Contains(rig.Take(), intent => intent.Kind == IntentKind.Place);
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(0)] // not even the answer about the position has a price
    public void A_linear_position_is_worth_something_before_its_first_ticker(double mark)
    {
        Rig rig = TwoDesks(new AccountLimits { MaxNotionalUsd = 50_000 }, []);
        EngineEvent linear = rig.Specification(lotE9: 1_000_000), specification = rig.Specification(), snapshot = rig.Snapshot(), ticker = rig.Ticker(), position = rig.Position(0);
        linear.Specification.Kind = ContractKind.Linear;
        specification.Instrument = snapshot.Instrument = ticker.Instrument = position.Instrument = 1;
        foreach (EngineEvent e in (EngineEvent[])
        [
            linear, specification, rig.Session(SessionState.LoggingIn), snapshot, ticker, rig.Portfolio(10),
            rig.Session(SessionState.Reconciling), rig.Position(1_000, mark: mark), position, rig.Session(SessionState.Live), // one coin: 100 000 USD
        ])
            rig.Send(e);
        Assert.Equal((true, 1_000), (rig.Engine.Desks[0].IsAdopted, rig.Engine.Desks[0].PositionLots));
        Assert.DoesNotContain(rig.Take(), intent => intent.Kind == IntentKind.Place);
    }

    private static Rig TwoDesks(AccountLimits limits, LeftOrder[] left) => new(
        new RiskLimits(),
        new EngineOptions { SessionId = Rig.SessionId, OrderRate = 100_000, OrderBurst = 1_000, MaxOrdersPerSecond = 100_000, Limits = limits, Left = left },
        others: "ETH-PERPETUAL");

    // Both instruments, only the second of which can be quoted.
    private static IEnumerable<EngineEvent> Beginning(Rig rig, EngineEvent[] listed)
    {
        EngineEvent specification = rig.Specification(), snapshot = rig.Snapshot(), ticker = rig.Ticker(), position = rig.Position(0);
        yield return rig.Specification();
        specification.Instrument = snapshot.Instrument = ticker.Instrument = position.Instrument = 1;
        specification.Instrument = 1;
        yield return specification;
        yield return rig.Session(SessionState.LoggingIn);
        yield return rig.Snapshot();
        yield return rig.Ticker();
        yield return snapshot;
        yield return ticker;
        yield return rig.Portfolio(10);
        yield return rig.Session(SessionState.Reconciling);
        foreach (EngineEvent e in listed)
            yield return e;
        yield return rig.Position(0);
        yield return position;
        yield return rig.Session(SessionState.Live);
    }
}

using System.Reflection;
using Engine.Core.Events;
using Engine.Core.Memory;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Trading;
using Engine.Core.Trading.Desks;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Core.Wire.Deribit.Sessions;
using Engine.Core.Wire.WebSocket;
using Engine.Native.Config.Sections;
using Engine.Native.Hosting;
using Engine.Native.Hosting.Rehearsing;
using Engine.Native.Net;
using Engine.Native.Time;
using Engine.Tests.Support;
using Engine.Tests.Trading;
using Xunit;

namespace Engine.Tests.Hosting.Rehearsing;

public sealed class RehearsalTests : IDisposable
{
    private const int TurnsForARound = 1_000_000;

    private readonly Rig _rig = new();
    private readonly InstrumentTable _table = new("BTC-PERPETUAL");
    private readonly DeribitDecoder _decoder;
    private Rehearsal<InventorySkewQuoter>? _rehearsal;
    private long _nowNs = 1;

    public RehearsalTests()
    {
        _rig.GoLive();
        _rig.TakeAll();
        _table[0] = _rig.Desk.Instrument;
        _decoder = new DeribitDecoder(_table);
    }

    public void Dispose() => _rehearsal?.Dispose();

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    public void Each_tick_of_a_rehearsal_moves_both_quotes_round_its_own_pair(int threads, bool isSecure)
    {
        Begin(threads, isSecure);
        Rounds(2); // the snapshot places both, the first tick answers them and moves both
        for (int round = 3; round <= 50; round++)
        {
            long before = _rehearsal!.Orders;
            Rounds(1);
            Assert.Equal(2, _rehearsal.Orders - before);
            Assert.All(
                (Side[])[Side.Buy, Side.Sell], side => Assert.Equal(OrderState.Editing, _rehearsal.Quoting.Engine.Desks[0].Order(side).State));
        }

        Assert.Equal((0, 0), (_rehearsal!.Quoting.Engine.VenueRejects, _rehearsal.Quoting.Engine.GateRejects));
        Assert.Equal(KillReason.None, _rehearsal.Quoting.Engine.KillReason);
    }

    [Fact]
    public void The_live_desk_and_its_gateway_see_nothing_of_it()
    {
        Begin(threads: 1);
        WorkingOrder bid = _rig.Desk.Order(Side.Buy);
        long changeId = _rig.Desk.Book.ChangeId;
        Rounds(20);
        Assert.Equal((bid.Label, bid.RequestId, changeId), (_rig.Desk.Order(Side.Buy).Label, _rig.Desk.Order(Side.Buy).RequestId, _rig.Desk.Book.ChangeId));
        Assert.Empty(_rig.TakeAll());
    }

    [Fact]
    public void The_frames_of_a_rehearsal_are_of_the_known_shapes_that_real_ones_have()
    {
        Begin(threads: 1);
        Rounds(20);
        DecoderCounts counts = ((WireStage)Field(_rehearsal!, "_wire")).Decoder.Counts;
        Assert.InRange(counts.TotalReference, 0, 1); // the first of its channel
        Assert.InRange(counts.TotalFast, 19 * 3, 20 * 3);
        Assert.Equal(0, _decoder.Counts.TotalFast + _decoder.Counts.TotalReference); // the live decoder counts its own
    }

    [Fact]
    public void A_rehearsal_allocates_nothing_once_it_runs()
    {
        Begin(threads: 1);
        Rounds(50);
        AllocationGate.HoldsAtZero(() => Rounds(1), 2_000);
    }

    [Fact]
    public void Nothing_of_the_venues_side_can_be_reached_from_a_rehearsal()
    {
        Assert.True(WsEndpoint.TryParse("ws://127.0.0.1:1/", out WsEndpoint? endpoint, out _));
        using WsConnection connection = new(endpoint, [], new WsOptions { OutputBytes = 4096, MaxMessageBytes = 4096 });
        DeribitSession session = new(new SessionOptions { Key = "k"u8.ToArray(), Secret = "s"u8.ToArray() }, _table);
        using StopSignal stop = new();
        using HotLoop<InventorySkewQuoter> loop = new(
            new HotOptions { RehearseNs = 50_000, Wait = WaitKind.Spin }, new SystemClock(), stop, connection, session, _table, Desks(),
            new EngineOptions { SessionId = 1 }, new RingBuffer<Fact>(16), new KeptUp());
        object[] venues = [connection, connection.Output, session, loop.Engine, loop.Quoting, loop.Engine.Desks[0]];
        HashSet<object> fromLoop = Reach.From(loop);
        Assert.All(venues, one => Assert.Contains(one, fromLoop)); // the positive control
        RehearsalRoom<InventorySkewQuoter> room = (RehearsalRoom<InventorySkewQuoter>)Field(loop, "_room");
        room.Prepare();
        Assert.Null(room.TakeFailure());
        object rehearsal = room.Rehearsal!;
        HashSet<object> reached = Reach.From(rehearsal);
        Assert.All(venues, one => Assert.DoesNotContain(one, reached));
        Assert.Single(reached.OfType<WsConnection>());
        Assert.Single(reached.OfType<OutputBuffer>());
        Assert.Empty(reached.OfType<DeribitSession>());
    }

    [Fact]
    public void A_changed_tick_does_not_make_each_round_throw()
    {
        Begin(threads: 1);
        Rounds(20);
        Instrument old = _rig.Desk.Instrument!;
        _table[0] = new Instrument(0, "BTC-PERPETUAL", old.Kind, 5 * old.TickE9, old.LotE9, old.LotE9, 0, 0); // the venue answers get_instrument with a coarser tick
        Rounds(2); // it begins anew
        long orders = _rehearsal!.Orders;
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        Rounds(100);
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        Assert.Equal((0, 200), (bytes, _rehearsal.Orders - orders)); // an exception would be bytes
    }

    [Fact]
    public void A_changed_specification_begins_it_anew()
    {
        Begin(threads: 1);
        Rounds(5);
        _rig.Send(_rig.Specification(tickE9: 1_000_000_000));
        _rig.Send(_rig.Snapshot(99_999, 100_001));
        _table[0] = _rig.Desk.Instrument;
        Rounds(2);
        long before = _rehearsal!.Orders;
        Rounds(10);
        Assert.Equal(20, _rehearsal.Orders - before);
    }

    [Fact]
    public void What_goes_wrong_in_a_rehearsal_ends_it_and_nothing_else()
    {
        RehearsalRoom<InventorySkewQuoter> room = new(
            isSecure: false, new HotOptions { RehearseNs = 1 }, new SystemClock(), _table, Desks(), new EngineOptions { SessionId = 1 }, _decoder);
        room.Prepare();
        Assert.NotNull(room.Rehearsal);
        room.Step(1, null!);
        Assert.Null(room.Rehearsal);
        Assert.Contains("ticks are not rehearsed", room.TakeFailure(), StringComparison.Ordinal);
        Assert.Null(room.TakeFailure());
        room.Step(2, _rig.Desk);
        room.PollQuoting();
    }

    private static object Field(object of, string name) =>
        of.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(of)!;

    private static DeskOptions<InventorySkewQuoter>[] Desks() => [new(new InventorySkewQuoter(new InventorySkewParameters()), new RepriceParameters(), new RiskLimits())];

    private void Begin(int threads, bool isSecure = false) => _rehearsal = new Rehearsal<InventorySkewQuoter>(
        isSecure, new HotOptions { Threads = threads, RehearseNs = 1 }, new SystemClock(), _table, Desks(), new EngineOptions { SessionId = 1 }, _decoder);

    private void Rounds(int count)
    {
        long until = _rehearsal!.Count + count;
        for (int turn = 0; _rehearsal.Count < until; turn++)
        {
            Assert.True(turn < TurnsForARound * count, "a round does not end");
            _rehearsal.Step(_nowNs += 1_000, _rig.Desk);
            _rehearsal.Quoting.Poll();
        }
    }

    private sealed class KeptUp : IJournalLoad
    {
        public bool IsBehind => false;
    }
}

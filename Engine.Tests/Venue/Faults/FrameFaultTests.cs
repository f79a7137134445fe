using System.Text.Json;
using Engine.Core.Venue.Rpc.Sessions;
using Xunit;
using static Engine.Tests.Venue.Faults.FaultWorld;

namespace Engine.Tests.Venue.Faults;

/// <summary>Frames on their way to clients: late, lost, twice, out of order, in pieces.</summary>
public sealed class FrameFaultTests
{
    private readonly FaultWorld _world = new FaultWorld().Watching(Book, "ticker.BTC-PERPETUAL.raw");

    [Fact]
    public void Delayed_frames_come_late_and_in_their_order_and_later_ones_do_not_overtake_them()
    {
        long id = _world.Inject(new { kind = "delay", channel = "book.*", ms = 100, count = 2 });
        _world.Move();
        _world.Move();
        _world.Move();
        _world.Wait(99 * Ms);
        Assert.Empty(Changes());
        Assert.Equal("active", _world.State(id));
        _world.Wait(1 * Ms);
        AssertChained(Changes(), 3);
        Assert.Equal(2, _world.Fired(id));
        Assert.Equal("over", _world.State(id));
        _world.Move();
        Assert.Single(Changes());
    }

    [Fact]
    public void A_delay_that_is_cleared_sends_at_once_what_it_holds()
    {
        long id = _world.Inject(new { kind = "delay", channel = Book, ms = 5000, jitter_ms = 5000 });
        _world.Move();
        _world.Move();
        Assert.Empty(Changes());
        _world.Clear(id);
        _world.World.Deliver();
        AssertChained(Changes(), 2);
        _world.Wait(20_000 * Ms);
        Assert.Empty(Changes());
    }

    [Fact]
    public void Jitter_stays_within_its_bounds_and_keeps_the_order()
    {
        _world.Inject(new { kind = "delay", channel = Book, ms = 10, jitter_ms = 20, seed = 5 });
        for (int i = 0; i < 20; i++)
            _world.Move();
        _world.Wait((10 * Ms) - 1);
        Assert.Empty(Changes());
        _world.Wait(20 * Ms);
        AssertChained(Changes(), 20);
    }

    [Fact]
    public void The_reply_of_one_method_is_delayed_and_others_are_not()
    {
        _world.Inject(new { kind = "delay", method = "public/get_time", ms = 30 });
        _world.Send(_world.Watcher, 900, "public/get_time");
        Assert.Empty(_world.Watcher.Frames);
        _world.Watcher.Result("public/test");
        _world.Wait(30 * Ms);
        Assert.StartsWith("""{"jsonrpc":"2.0","id":900,"result":""", Assert.Single(_world.Watcher.Frames), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dropped_frame_is_missing_and_the_next_is_there()
    {
        long id = _world.Inject(new { kind = "drop", channel = Book, skip = 1 });
        _world.Move();
        _world.Move();
        _world.Move();
        List<JsonElement> changes = Changes();
        Assert.Equal(2, changes.Count);
        Assert.NotEqual(changes[0].GetProperty("change_id").GetInt64(), changes[1].GetProperty("prev_change_id").GetInt64());
        Assert.Equal("over", _world.State(id));
    }

    [Fact]
    public void A_duplicated_frame_comes_twice()
    {
        _world.Inject(new { kind = "duplicate", channel = Book });
        _world.Move();
        List<JsonElement> changes = Changes();
        Assert.Equal(2, changes.Count);
        Assert.Equal(changes[0].GetRawText(), changes[1].GetRawText());
        _world.Move();
        Assert.Single(Changes());
    }

    [Fact]
    public void A_reordered_frame_comes_behind_the_next_or_alone_after_its_time()
    {
        _world.Inject(new { kind = "reorder", channel = Book, ms = 200, count = 2 });
        _world.Move();
        Assert.Empty(Changes());
        _world.Wait(200 * Ms);
        Assert.Single(Changes());
        _world.Move();
        _world.Move();
        List<JsonElement> changes = Changes();
        Assert.Equal(2, changes.Count);
        Assert.Equal(changes[1].GetProperty("change_id").GetInt64(), changes[0].GetProperty("prev_change_id").GetInt64());
    }

    [Fact]
    public void A_frozen_channel_is_silent_for_its_time_while_others_speak_and_goes_on_with_a_gap()
    {
        long id = _world.Inject(new { kind = "freeze", channel = Book, for_ms = 1000 });
        _world.Move();
        _world.Buy(_world.Other, 84_000);
        Assert.Empty(Changes());
        Assert.NotEmpty(_world.Watcher.Take("ticker.BTC-PERPETUAL.raw"));
        _world.Wait(1000 * Ms);
        Assert.Equal("over", _world.State(id));
        _world.Move();
        Assert.Single(Changes());
    }

    [Fact]
    public void A_gap_spares_the_snapshot_and_breaks_the_chain_once()
    {
        _world.Watcher.Result("private/unsubscribe", new { channels = (string[])[Book] });
        long id = _world.Inject(new { kind = "book_gap" });
        _world.Watcher.Result("private/subscribe", new { channels = (string[])[Book] });
        JsonElement snapshot = Assert.Single(Changes());
        Assert.Equal(0, _world.Fired(id));
        _world.Move();
        Assert.Empty(Changes());
        _world.Move();
        Assert.NotEqual(snapshot.GetProperty("change_id").GetInt64(), Assert.Single(Changes()).GetProperty("prev_change_id").GetInt64());
        Assert.Equal("over", _world.State(id));
    }

    [Fact]
    public void A_wrong_id_names_a_change_that_never_was_and_the_next_change_is_right_again()
    {
        _world.Move();
        long last = Changes()[0].GetProperty("change_id").GetInt64();
        _world.Inject(new { kind = "book_wrong_id" });
        _world.Move();
        JsonElement wrong = Assert.Single(Changes());
        Assert.Equal(last + 1, wrong.GetProperty("prev_change_id").GetInt64());
        _world.Move();
        Assert.Equal(wrong.GetProperty("change_id").GetInt64(), Assert.Single(Changes()).GetProperty("prev_change_id").GetInt64());
    }

    [Fact]
    public void A_crossed_book_has_a_bid_above_the_best_ask()
    {
        _world.Sell(_world.Other, 85_100);
        Changes();
        _world.Inject(new { kind = "book_crossed" });
        _world.Move();
        JsonElement crossed = Assert.Single(Changes());
        Assert.Equal("""["new",85100.5,10.0]""", crossed.GetProperty("bids")[0].GetRawText());
        Assert.Equal(2, crossed.GetProperty("bids").GetArrayLength());
        _world.Move();
        Assert.Equal(1, Assert.Single(Changes()).GetProperty("bids").GetArrayLength());
    }

    [Fact]
    public void Torn_and_fragmented_frames_say_in_which_pieces_they_leave()
    {
        long torn = _world.Inject(new { kind = "torn", bytes = 7, pause_ms = 3, method = "public/test", count = 1 });
        _world.Watcher.Result("public/test");
        Assert.Equal(new FrameForm { SegmentBytes = 7, PauseMs = 3 }, _world.Watcher.LastForm);
        _world.Inject(new { kind = "fragment", bytes = 9, method = "public/test", count = 1 });
        _world.Watcher.Result("public/test");
        Assert.Equal(new FrameForm { FragmentBytes = 9 }, _world.Watcher.LastForm);
        _world.Watcher.Result("public/test");
        Assert.Null(_world.Watcher.LastForm);
        Assert.Equal(1, _world.Fired(torn));
    }

    [Theory]
    [InlineData("reset", true)]
    [InlineData("fin", false)]
    public void A_cut_sends_the_first_bytes_and_ends_the_connection(string end, bool isReset)
    {
        _world.Inject(new { kind = "cut", bytes = 5, end, method = "public/test" });
        _world.Send(_world.Watcher, 900, "public/test");
        Assert.Equal(new FrameForm { CutAfterBytes = 5 }, _world.Watcher.LastForm);
        Assert.Equal(new SessionEnd(0, "", isReset), _world.Watcher.Session.End);
        Assert.Null(_world.Other.Session.End);
    }

    [Fact]
    public void A_chance_strikes_the_same_frames_with_the_same_seed_and_others_with_another()
    {
        string first = Struck(1);
        Assert.Equal(first, Struck(1));
        Assert.NotEqual(first, Struck(2));
        Assert.InRange(first.Count(c => c == '-'), 60, 140);
    }

    [Fact]
    public void A_fault_for_a_key_or_a_connection_strikes_no_other()
    {
        _world.Other.Result("private/subscribe", new { channels = (string[])[Book] });
        _world.Other.Frames.Clear();
        long byKey = _world.Inject(new { kind = "drop", key = "other", channel = Book });
        _world.Move();
        Assert.Empty(_world.Other.Take(Book));
        Assert.Single(Changes());
        Assert.Equal(1, _world.Fired(byKey));
        _world.Inject(new { kind = "drop", session = _world.Watcher.Session.Id, channel = Book });
        _world.Move();
        Assert.Single(_world.Other.Take(Book));
        Assert.Empty(Changes());
    }

    [Fact]
    public void A_connection_that_orders_faults_is_spared_unless_it_is_named()
    {
        _world.Watcher.Result("control/status");
        long id = _world.Inject(new { kind = "drop", channel = Book, for_ms = 1000 });
        _world.Move();
        Assert.Single(Changes());
        _world.Clear(id);
        _world.Inject(new { kind = "drop", session = _world.Watcher.Session.Id, for_ms = 1000 });
        _world.Move();
        Assert.Empty(Changes());
        _world.Watcher.Result("control/status");
    }

    private static string Struck(int seed)
    {
        FaultWorld world = new FaultWorld().Watching(Book);
        world.Inject(new { kind = "drop", channel = Book, probability = 0.5, seed });
        string struck = "";
        for (int i = 0; i < 200; i++)
        {
            world.Move();
            struck += world.Watcher.Take(Book).Count == 0 ? '-' : '+';
        }

        return struck;
    }

    private static void AssertChained(List<JsonElement> changes, int count)
    {
        Assert.Equal(count, changes.Count);
        for (int i = 1; i < changes.Count; i++)
            Assert.Equal(changes[i - 1].GetProperty("change_id").GetInt64(), changes[i].GetProperty("prev_change_id").GetInt64());
    }

    private List<JsonElement> Changes() => _world.Watcher.Take(Book);
}

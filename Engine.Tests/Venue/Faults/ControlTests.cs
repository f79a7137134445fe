using System.Text.Json;
using Engine.Core.Venue;
using Engine.Core.Venue.Faults.Forms;
using Engine.Core.Venue.Rpc.Sessions;
using Xunit;
using static Engine.Tests.Venue.Faults.FaultWorld;

namespace Engine.Tests.Venue.Faults;

/// <summary>The namespace in which faults are ordered, and when they begin.</summary>
public sealed class ControlTests
{
    private static readonly string[] s_methods = ["control/inject", "control/list", "control/status", "control/clear"];

    [Theory]
    [InlineData(SessionKind.WebSocket)]
    [InlineData(SessionKind.Http)]
    public void Without_the_namespace_none_of_its_methods_is_there(SessionKind kind)
    {
        var world = new VenueWorld(VenueWorld.Quiet with { ControlToken = "T" });
        var client = new VenueClient(world, kind);
        foreach (string method in s_methods)
        {
            Assert.Equal(client.Error("control/nothing"), client.Error(method, new { kind = "drop", token = "T" }));
            Assert.Equal("""{"code":-32601,"message":"Method not found"}""", client.Error(method, new { kind = "drop" }));
        }

        Assert.Empty(world.Exchange.Faults.Status);
    }

    [Fact]
    public void Who_asks_for_control_without_the_token_is_not_spared()
    {
        var world = new VenueWorld(VenueWorld.Quiet with { Control = true, ControlToken = "T" });
        var client = new VenueClient(world);
        client.Error("control/list");
        var control = new VenueClient(world);
        control.Result("control/inject", new { kind = "disconnect", token = "T" });
        world.Wait(VenueWorld.Second);
        Assert.NotNull(client.Session.End);
        Assert.Null(control.Session.End);
    }

    [Fact]
    public void With_a_token_only_those_who_bring_it_are_served()
    {
        var world = new VenueWorld(VenueWorld.Quiet with { Control = true, ControlToken = "T" });
        var client = new VenueClient(world);
        foreach (string method in s_methods)
        {
            Assert.Contains("13009", client.Error(method, new { kind = "drop" }), StringComparison.Ordinal);
            Assert.Contains("13009", client.Error(method, new { kind = "drop", token = "t" }), StringComparison.Ordinal);
        }

        Assert.Empty(world.Exchange.Faults.Status);
        client.Result("control/inject", new { kind = "drop", token = "T" });
        Assert.Single(world.Exchange.Faults.Status);
    }

    [Fact]
    public void The_list_names_every_kind_in_the_order_of_the_enumeration_with_parameters_that_are_known()
    {
        JsonElement[] list = [.. new FaultWorld().Control.Result("control/list").EnumerateArray()];
        Assert.Equal(Enum.GetValues<FaultKind>(), FaultTable.All.Select(form => form.Kind));
        Assert.Equal(FaultTable.All.Select(form => form.Word), list.Select(row => row.GetProperty("kind").GetString()));
        Assert.All(list, row => Assert.All(row.GetProperty("parameters").EnumerateArray(), name => Assert.NotNull(FaultParameters.Find(name.GetString()!))));
        Assert.All(FaultTable.All, form => Assert.EndsWith(".", form.Meaning, StringComparison.Ordinal));
        Assert.All(FaultParameters.All, parameter => Assert.Contains(FaultTable.All, form => form.Parameters.Contains(parameter.Name)));
    }

    [Fact]
    public void The_status_tells_of_each_fault_and_each_connection()
    {
        FaultWorld world = new();
        world.Inject(new { kind = "drop", channel = Book, name = "gap", count = 3 });
        world.Inject(new { kind = "stall", for_ms = 10, after_ms = 1000 });
        JsonElement status = world.Control.Result("control/status");
        Assert.Equal("""{"id":1,"kind":"drop","name":"gap","state":"active","fired":0}""", status.GetProperty("faults")[0].GetRawText());
        Assert.Equal("""{"id":2,"kind":"stall","state":"waiting","fired":0}""", status.GetProperty("faults")[1].GetRawText());
        Assert.Equal("watcher", VenueClient.At(status, "sessions.0.key"));
        Assert.Equal(world.Watcher.Session.Id, status.GetProperty("sessions")[0].GetProperty("session").GetInt64());
    }

    [Fact]
    public void Faults_are_cleared_one_by_one_or_all_and_those_that_wait_never_begin()
    {
        FaultWorld world = new FaultWorld().Watching(Book);
        long first = world.Inject(new { kind = "freeze", channel = Book });
        world.Inject(new { kind = "disconnect", after_ms = 100 });
        world.Inject(new { kind = "drop", on = "login" });
        world.Clear(first);
        Assert.Contains("\"param\":\"id\"", world.Control.Error("control/clear", new { id = first }), StringComparison.Ordinal);
        Assert.Equal("2", world.Control.Result("control/clear").GetRawText());
        world.Wait(200 * Ms);
        world.World.Client("new");
        world.Move();
        Assert.Null(world.Watcher.Session.End);
        Assert.Single(world.Watcher.Take(Book));
    }

    [Theory]
    [InlineData("""{"kind":"dorp"}""", "kind")]
    [InlineData("""{}""", "kind")]
    [InlineData("""{"kind":"drop","chanel":"x"}""", "chanel")]
    [InlineData("""{"kind":"drop","count":0}""", "count")]
    [InlineData("""{"kind":"drop","probability":1.5}""", "probability")]
    [InlineData("""{"kind":"delay"}""", "ms")]
    [InlineData("""{"kind":"delay","ms":-1}""", "ms")]
    [InlineData("""{"kind":"delay","ms":[1]}""", "ms")]
    [InlineData("""{"kind":"stall"}""", "for_ms")]
    [InlineData("""{"kind":"freeze"}""", "channel")]
    [InlineData("""{"kind":"disconnect","close_code":1006}""", "close_code")]
    [InlineData("""{"kind":"disconnect","how":"gently"}""", "how")]
    [InlineData("""{"kind":"drop","on":"tomorrow"}""", "on")]
    [InlineData("""{"kind":"instrument_state","instrument":"DOGE-PERPETUAL","state":"halted"}""", "instrument")]
    [InlineData("""{"kind":"lock","index":"doge_usd"}""", "index")]
    [InlineData("""{"kind":"price_jump","percent":-95}""", "percent")]
    public void What_cannot_be_is_refused_by_the_name_of_its_parameter(string json, string param)
    {
        FaultWorld world = new();
        using var document = JsonDocument.Parse(json);
        JsonElement error = JsonDocument.Parse(world.Control.Error("control/inject", document.RootElement)).RootElement;
        Assert.Equal("-32602", VenueClient.At(error, "code"));
        Assert.Equal(param, VenueClient.At(error, "data.param"));
        Assert.Contains("expected ", VenueClient.At(error, "data.reason"), StringComparison.Ordinal);
        Assert.Empty(world.World.Exchange.Faults.Status);
    }

    [Fact]
    public void A_fault_begins_at_its_time_and_ends_after_its_time()
    {
        FaultWorld world = new FaultWorld().Watching(Book);
        long id = world.Inject(new { kind = "drop", channel = Book, after_ms = 1000, for_ms = 500 });
        world.Move();
        world.Wait(1000 * Ms);
        Assert.Single(world.Watcher.Take(Book));
        world.Move();
        world.Move();
        Assert.Empty(world.Watcher.Take(Book));
        Assert.Equal("active", world.State(id));
        world.Wait(500 * Ms);
        world.Move();
        Assert.Single(world.Watcher.Take(Book));
        Assert.Equal("over", world.State(id));
        Assert.Equal(2, world.Fired(id));
    }

    [Fact]
    public void A_fault_begins_with_the_event_it_waits_for()
    {
        FaultWorld world = new FaultWorld().Watching(Book);
        long login = world.Inject(new { kind = "drop", on = "login", key = "newcomer" });
        long connect = world.Inject(new { kind = "drop", on = "connect", channel = "none", on_count = 2 });
        long method = world.Inject(new { kind = "drop", on = "private/cancel*", channel = "none" });
        long fill = world.Inject(new { kind = "drop", on = "fill", key = "watcher", channel = "none" });
        long end = world.Inject(new { kind = "drop", on = "disconnect", channel = "none" });
        long[] all = [login, connect, method, fill, end];
        Assert.All(all, id => Assert.Equal("waiting", world.State(id)));
        world.World.Client("somebody");
        Assert.Equal("waiting", world.State(login));
        Assert.Equal("waiting", world.State(connect));
        VenueClient newcomer = world.World.Client("newcomer");
        Assert.Equal("active", world.State(login));
        Assert.Equal("active", world.State(connect));
        world.Watcher.Result("private/cancel_all");
        Assert.Equal("active", world.State(method));
        Assert.Equal("waiting", world.State(fill));
        world.Fill();
        Assert.Equal("active", world.State(fill));
        Assert.Equal("waiting", world.State(end));
        world.World.Exchange.Close(newcomer.Session, world.World.NowNs);
        Assert.Equal("active", world.State(end));
    }

    [Fact]
    public void One_fault_follows_another()
    {
        FaultWorld world = new();
        long first = world.Inject(new { kind = "maintenance", name = "night", after_ms = 100, for_ms = 100 });
        long during = world.Inject(new { kind = "expire_token", on = "start:night", after_ms = 50 });
        long after = world.Inject(new { kind = "disconnect", on = "end:night", key = "watcher" });
        world.Wait(149 * Ms);
        Assert.Equal("active", world.State(first));
        Assert.Equal("waiting", world.State(during));
        world.Wait(1 * Ms);
        Assert.Equal("over", world.State(during));
        world.Wait(49 * Ms);
        Assert.Null(world.Watcher.Session.End);
        world.Wait(1 * Ms);
        Assert.Equal("over", world.State(after));
        Assert.NotNull(world.Watcher.Session.End);
    }

    [Fact]
    public void An_act_that_waits_for_a_fill_does_not_touch_the_books_within_it()
    {
        FaultWorld world = new FaultWorld().Watching("user.trades.BTC-PERPETUAL.raw");
        world.Inject(new { kind = "tick_size", instrument = Instrument, tick_size = 5, on = "fill" });
        world.Inject(new { kind = "liquidate", key = "watcher", on = "fill" });
        world.Buy(world.Other, 84_000.5, 1000);
        world.Fill();
        world.Wait(1 * Ms);
        Assert.Single(world.Watcher.Take("user.trades.BTC-PERPETUAL.raw"));
        Assert.Equal("5.0", VenueClient.At(world.Watcher.Result("public/get_instrument", new { instrument_name = Instrument }), "tick_size"));
    }

    [Fact]
    public void Faults_of_the_options_are_planned_from_the_opening()
    {
        Fault[] faults = [new Fault { Kind = FaultKind.Reject, Code = 10040, Method = "public/test", AfterNs = 500 * Ms }];
        var world = new VenueWorld(VenueWorld.Quiet with { Faults = faults });
        var client = new VenueClient(world);
        client.Result("public/test");
        world.Wait(500 * Ms);
        Assert.Equal("""{"code":10040,"message":"retry"}""", client.Error("public/test"));
        client.Result("public/test");
        Assert.Throws<ArgumentException>(() => world.Exchange.Faults.Add(new Fault { Kind = FaultKind.Lock, Index = "x_y" }, world.NowNs));
    }

    [Fact]
    public void Equal_plans_give_equal_bytes_and_a_plan_that_never_strikes_changes_none()
    {
        Fault[] never = [new Fault { Kind = FaultKind.Drop, Channel = "none" }, new Fault { Kind = FaultKind.LostFill, Key = "nobody" }, new Fault { Kind = FaultKind.Reject, Code = 10040, Method = "private/move_positions" }];
        Fault[] many =
        [
            new Fault { Kind = FaultKind.Delay, Channel = "book.*", DelayNs = 20 * Ms, JitterNs = 50 * Ms, Seed = 4 },
            new Fault { Kind = FaultKind.Drop, Channel = "book.*", Probability = 0.1, Seed = 9 },
            new Fault { Kind = FaultKind.Reorder, Channel = "trades.*", Probability = 0.3 },
            new Fault { Kind = FaultKind.PriceJump, Value = 3, AfterNs = 1000 * Ms },
            new Fault { Kind = FaultKind.TickSize, Instrument = Instrument, Value = 2.5m, AfterNs = 2000 * Ms, ForNs = 1000 * Ms },
            new Fault { Kind = FaultKind.Maintenance, AfterNs = 3500 * Ms, ForNs = 300 * Ms },
        ];
        string plain = Bytes([]);
        Assert.Equal(plain, Bytes(never));
        string faulty = Bytes(many);
        Assert.Equal(faulty, Bytes(many));
        Assert.NotEqual(plain, faulty);
    }

    private static string Bytes(Fault[] faults)
    {
        var world = new VenueWorld(new ExchangeOptions { Limits = false, Faults = faults });
        VenueClient client = world.Client("a");
        client.Result("private/subscribe", new { channels = (string[])[Book, "trades.BTC-PERPETUAL.raw", "user.changes.any.any.raw", "platform_state"] });
        for (int i = 0; i < 50; i++)
        {
            world.Wait(100 * Ms);
            client.Raw("""{"jsonrpc":"2.0","id":7,"method":"private/buy","params":{"instrument_name":"BTC-PERPETUAL","amount":10,"type":"market"}}""");
        }

        return string.Join('\n', client.Frames);
    }
}

using Engine.Core.Venue;
using Engine.Core.Venue.Faults.Forms;
using Engine.Native.Commands;
using Engine.Native.Commands.Venue;
using Engine.Native.Config;
using Engine.Tests.Architecture;
using Xunit;

namespace Engine.Tests.Venue.Faults;

/// <summary>Faults written down in a file.</summary>
public sealed class FaultScriptTests
{
    private static string Example => Path.Combine(Repository.Root, "examples", "faults.toml");

    [Fact]
    public void The_example_is_read_whole_and_each_of_its_faults_begins()
    {
        ExchangeOptions options = FaultScript.Into(Example, VenueWorld.Quiet);
        Assert.Equal(
            (FaultKind[])[FaultKind.Delay, FaultKind.BookGap, FaultKind.LostFill, FaultKind.Reject, FaultKind.LostReply, FaultKind.Maintenance, FaultKind.ExpireToken,
                FaultKind.TickSize, FaultKind.InstrumentState, FaultKind.PriceJump, FaultKind.Disconnect, FaultKind.Stall, FaultKind.Restart],
            options.Faults.Select(fault => fault.Kind));
        var world = new VenueWorld(options);
        var client = new VenueClient(world);
        client.Raw("""{"id":9,"method":"public/auth","params":{"grant_type":"client_credentials","client_id":"maker","client_secret":"s"}}""");
        Assert.Empty(client.Frames);
        world.Wait(11 * VenueWorld.Second);
        Assert.Contains("access_token", Assert.Single(client.Frames), StringComparison.Ordinal);
        for (int i = 0; i < 8; i++)
            client.Raw("""{"id":1,"method":"private/buy","params":{"instrument_name":"BTC-PERPETUAL","amount":10,"price":50000}}""");
        world.Wait(VenueWorld.Second);
        Assert.Equal(3, client.Frames.Count(frame => frame.Contains("10041", StringComparison.Ordinal)));
        client.Raw("""{"id":2,"method":"private/buy","params":{"instrument_name":"BTC-PERPETUAL","amount":10,"price":50000}}""");
        world.Wait(1000 * VenueWorld.Second);
        Assert.DoesNotContain(client.Frames, frame => frame.Contains("\"id\":2", StringComparison.Ordinal));
        Assert.Equal(6, world.Client("maker").Result("private/get_open_orders").GetArrayLength());
        Assert.All(world.Exchange.Faults.Status, status => Assert.True(
            status.State != Engine.Core.Venue.Faults.FaultState.Waiting, $"{status.Fault.Kind} waits"));
    }

    [Theory]
    [InlineData("[[fault]]\nkind = \"dorp\"", "f.toml:2: fault.kind: found \"dorp\"", "did you mean drop?")]
    [InlineData("[[fault]]\n\nchannel = \"x\"", "f.toml:1: fault.kind: found no kind of fault", "expected one of delay, drop")]
    [InlineData("[[fault]]\nkind = \"drop\"\nchanel = \"x\"", "f.toml:3: fault.chanel: found a parameter that drop does not take", "did you mean channel?")]
    [InlineData("[[fault]]\nkind = \"delay\"\n", "f.toml:1: fault.ms: found nothing", "delay needs it")]
    [InlineData("[[fault]]\nkind = \"delay\"\nms = \"soon\"", "f.toml:3: fault.ms: found \"soon\"", "a number of milliseconds")]
    [InlineData("[[fault]]\nkind = \"delay\"\nms = [1]", "f.toml:3: fault.ms: found \"an array\"", "a number of milliseconds")]
    [InlineData("[[fault]]\nkind = \"lock\"\nindex = \"sol_usd\"", "f.toml:3: fault.index: found sol_usd", "btc_usd, eth_usd")]
    [InlineData("[[fault]]\nkind = \"drop\"\non = \"end:nope\"", "f.toml:3: fault.on: found \"end:nope\"", "none is named nope")]
    [InlineData("[[fault]]\nkind = \"drop\"\nname = \"a\"\non = \"end:a\"", "f.toml:4: fault.on: found \"end:a\"", "another fault")]
    [InlineData("[[fault]]\nkind = \"drop\"\non = \"private/foo\"", "f.toml:3: fault.on: found private/foo", "private/*")]
    [InlineData("[[fault]]\nkind = \"lost_reply\"\nmethod = \"private/foo*\"", "f.toml:3: fault.method: found private/foo*", "private/*")]
    [InlineData("[fault]\nkind = \"drop\"", "f.toml:1: fault: found fault", "[[fault]]")]
    [InlineData("[[faults]]\nkind = \"drop\"", "f.toml:1: faults: found [[faults]]", "[[fault]]")]
    [InlineData("[[fault]]\nkind = ", "f.toml:2: found a TOML syntax error", "")]
    public void A_mistake_is_told_by_file_line_and_key(string text, string place, string advice)
    {
        ConfigException error = Assert.Throws<ConfigException>(() => FaultScript.Parse(text, "f.toml", VenueWorld.Quiet));
        Assert.StartsWith(place, error.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_told_at_once_in_the_order_of_their_lines()
    {
        ConfigException error = Assert.Throws<ConfigException>(() =>
            FaultScript.Parse("[[fault]]\nkind = \"drop\"\ncount = 0\nskip = -1\n[[fault]]\nkind = \"x\"", "f.toml", VenueWorld.Quiet));
        Assert.Equal([3, 4, 6], error.Faults.Select(fault => fault.Line));
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_wrong_command_line()
    {
        UsageException error = Assert.Throws<UsageException>(() => FaultScript.Into("nowhere.toml", VenueWorld.Quiet));
        Assert.StartsWith("--faults: found \"nowhere.toml\", expected a file that can be read", error.Message, StringComparison.Ordinal);
    }
}

using Engine.Tests.EndToEnd.Proxy;
using Engine.Tests.EndToEnd.Stage;
using Xunit;

namespace Engine.Tests.EndToEnd;

/// <summary>A venue that changes a contract size under a running session.</summary>
public sealed class ContractSizeTests
{
    [Theory]
    [InlineData("1.0")]
    [InlineData("100.0")]
    public async Task A_contract_size_that_changes_ends_the_session_in_order_and_the_next_start_has_every_fill(string size)
    {
        await using VenueHost venue = await VenueHost.Start(VenueHost.Lively);
        using var folder = new TemporaryFolder();
        var config = TraderRun.ConfigIn(folder);
        bool isChanged = false;
        using FaultProxy proxy = new(venue.Address, link => link.Rule = message => message.AnswersTo == "public/get_instrument" && Volatile.Read(ref isChanged)
            ? message.Text.Replace("\"contract_size\":10.0", $"\"contract_size\":{size}", StringComparison.Ordinal)
            : message.Text);
        using (TraderRun run = TraderRun.Start(proxy.Address, config))
        {
            run.UntilQuoting();
            Until.Holds(() => venue.Trades("BTC-PERPETUAL").Count > 0, "a fill", () => run.State);
            Volatile.Write(ref isChanged, true);
            proxy.Links[0].Inject("""{"jsonrpc":"2.0","method":"subscription","params":{"channel":"instrument.state.future.BTC","data":{"timestamp":1,"state":"open","instrument_name":"BTC-PERPETUAL"}}}""");
            Assert.Equal(1, run.Ended());
            Assert.Contains($"BTC-PERPETUAL: the venue has changed the contract size from 10 to {size[..^2]}: the session ends", run.Error.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("adjustment", run.Error.ToString(), StringComparison.Ordinal);
            Assert.Empty(venue.OpenOrders());
        }

        using TraderRun next = TraderRun.Start(venue.Address, config);
        next.UntilQuoting();
        Assert.Equal(0, next.Stop());
        Books.AreWhole(next.Database, venue.Client, "BTC-PERPETUAL");
    }
}

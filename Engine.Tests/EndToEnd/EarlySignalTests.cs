using Engine.Core.Risk;
using Engine.Core.Risk.Killing;
using Engine.Native.Commands;
using Engine.Native.Storage.Killing;
using Engine.Tests.EndToEnd.Proxy;
using Engine.Tests.EndToEnd.Stage;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.EndToEnd;

/// <summary>The program itself, signalled while it logs in, subscribes or reconciles: it ends, places nothing, and a kill is latched.</summary>
public sealed class EarlySignalTests
{
    [Theory]
    [Pitfall("T03")]
    [InlineData("public/auth", false)]
    [InlineData("public/auth", true)]
    [InlineData("private/subscribe", true)]
    [InlineData("private/get_open_orders_by_instrument", false)]
    [InlineData("private/get_open_orders_by_instrument", true)]
    public async Task It_ends_without_an_order_and_a_kill_stays(string withheld, bool isKill)
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using FaultProxy proxy = new(venue.Address, link => link.Rule = message => message.AnswersTo == withheld ? null : message.Text);
        using (EngineChild engine = Trade(folder, proxy.Address))
        {
            Until.Holds(() => proxy.Links.Count == 1 && proxy.Links[0].Asked(withheld), $"it waits for {withheld}", () => engine.Error.ToString());
            if (isKill)
                engine.KillSwitch();
            else
                engine.Interrupt();
            int code = engine.Ended();
            Assert.True(code == (isKill ? ExitCode.Killed : ExitCode.Failed), $"exit code {code}: {engine.Output}{engine.Error}");
        }

        Assert.False(proxy.Links[0].HasQuoted);
        Assert.Empty(venue.OpenOrders());
        KillRecord record = KillFile.Read(folder.PathOf("t.db"));
        Assert.Equal(isKill ? (LatchState.Latched, KillReason.Operator) : (LatchState.Armed, KillReason.None), (record.State, record.Reason));
        using EngineChild next = Trade(folder, venue.Address);
        if (isKill)
        {
            Assert.Equal(ExitCode.Killed, next.Ended());
            Assert.Contains("the kill switch is latched at ", next.Error.ToString(), StringComparison.Ordinal);
            return;
        }

        Until.Holds(() => next.HasExited || venue.OpenOrders().Count == 2, "the next one quotes", () => next.Error.ToString());
        next.Interrupt();
        Assert.Equal(ExitCode.Done, next.Ended());
    }

    private static EngineChild Trade(TemporaryFolder folder, Uri address) => EngineChild.Start(
        folder.Root,
        ["trade", "--config", folder.Write("t.toml", EngineChild.Config.Replace("connect_seconds = 2", "connect_seconds = 20", StringComparison.Ordinal)), "--url", address.ToString(), "--db", "t.db", "--headless"],
        ("DERIBIT_API_KEY", VenueHost.Key), ("DERIBIT_API_SECRET", "secret"));
}

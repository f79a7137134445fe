using System.Text.Json;
using Engine.Native.Status.Blocks;
using Engine.Tests.EndToEnd.Stage;
using Xunit;

namespace Engine.Tests.EndToEnd;

/// <summary>What the venue is told to do wrong, the trader survives: it trades on, ends cleanly, and its books are the venue's.</summary>
public sealed class OrderedFaultTests
{
    [Theory]
    [InlineData("""{"kind":"maintenance","for_ms":1500}""")]
    [InlineData("""{"kind":"lost_fill","key":"maker"}""")]
    [InlineData("""{"kind":"duplicate_fill","key":"maker"}""")]
    [InlineData("""{"kind":"garbage","key":"maker","form":"invalid_json"}""")]
    [InlineData("""{"kind":"garbage","key":"maker","form":"invalid_utf8"}""")]
    [InlineData("""{"kind":"garbage","key":"maker","form":"binary"}""")]
    [InlineData("""{"kind":"book_gap","key":"maker"}""")]
    [InlineData("""{"kind":"book_crossed","key":"maker"}""")]
    [InlineData("""{"kind":"book_wrong_id","key":"maker"}""")]
    [InlineData("""{"kind":"torn","key":"maker","bytes":3,"count":20}""")]
    [InlineData("""{"kind":"fragment","key":"maker","bytes":10,"count":20}""")]
    [InlineData("""{"kind":"cut","key":"maker","bytes":30,"channel":"book.*"}""")]
    [InlineData("""{"kind":"disconnect","key":"maker","how":"reset"}""")]
    [InlineData("""{"kind":"lost_reply","key":"maker","method":"private/buy"}""")]
    [InlineData("""{"kind":"lost_request","key":"maker","method":"private/buy"}""")]
    [InlineData("""{"kind":"reject","key":"maker","method":"private/*","code":10041,"count":3}""")]
    [InlineData("""{"kind":"rate_limit","key":"maker","method":"private/buy"}""")]
    [InlineData("""{"kind":"expire_token","key":"maker"}""")]
    [InlineData("""{"kind":"instrument_state","instrument":"BTC-PERPETUAL","state":"halted","for_ms":1000}""")]
    [InlineData("""{"kind":"tick_size","instrument":"BTC-PERPETUAL","tick_size":2.5,"for_ms":2000}""")]
    [InlineData("""{"kind":"price_jump","percent":1}""")]
    [InlineData("""{"kind":"clock_step","step_ms":60000,"for_ms":1000}""")]
    [InlineData("""{"kind":"stall","key":"maker","for_ms":500}""")]
    [InlineData("""{"kind":"restart","orders":"keep"}""")]
    [InlineData("""{"kind":"restart","orders":"lose"}""")]
    [InlineData("""{"kind":"state_loss","lost":"orders"}""")]
    public async Task The_trader_trades_on_after(string fault)
    {
        await using VenueHost venue = await VenueHost.Start(VenueHost.Lively with { Control = true });
        using var folder = new TemporaryFolder();
        using TraderRun run = TraderRun.Start(venue.Address, TraderRun.ConfigIn(folder));
        run.UntilFilled(1, 1);
        using var document = JsonDocument.Parse(fault);
        long id = venue.Ask("control/inject", document.RootElement).GetProperty("id").GetInt64();
        Until.Holds(() => IsOver(venue, id) || run.HasEnded, $"{fault} is over", () => run.State);
        JournalStatus then = run.Journal;
        run.UntilFilled((int)then.Buys + 1, (int)then.Sells + 1);
        Assert.Equal(0, run.Stop());
        Assert.Empty(venue.OpenOrders());
        Books.Balance(run.Database, venue, "BTC-PERPETUAL");
    }

    private static bool IsOver(VenueHost venue, long id) =>
        venue.Ask("control/status").GetProperty("faults").EnumerateArray().Single(fault => fault.GetProperty("id").GetInt64() == id).GetProperty("state").GetString() == "over";
}

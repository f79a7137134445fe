using Engine.Tests.Venue.Clients.Http;
using Xunit;

namespace Engine.Tests.Venue.Clients;

/// <summary>Requests that public clients make by HTTP are answered with what those clients read.</summary>
public sealed class HttpClientTests
{
    [Fact]
    public Task Ccxt_reads_the_market_and_trades_by_signed_GET() => HttpRun.Play(CcxtTargets.Steps);

    [Fact]
    public Task Nautilus_trader_posts_all_methods_to_the_bare_path() => HttpRun.Play(OtherTargets.Nautilus);

    [Fact]
    public Task XChange_names_every_parameter() => HttpRun.Play(OtherTargets.XChange);

    [Fact]
    public Task Cryptofeed_reads_whole_books_and_times() => HttpRun.Play(OtherTargets.Cryptofeed);
}

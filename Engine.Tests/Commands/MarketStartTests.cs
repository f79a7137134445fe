using System.CommandLine;
using Engine.Native.Commands.Venue;
using Xunit;

namespace Engine.Tests.Commands;

/// <summary><c>engine venue --market-start</c>.</summary>
public class MarketStartTests
{
    [Fact]
    public void It_starts_the_markets_clock_at_a_time_of_day_and_else_that_is_real()
    {
        Assert.Equal(new TimeOnly(7, 59, 30), Start("--market-start", "07:59:30"));
        Assert.Equal(new TimeOnly(23, 5), Start("--market-start", "23:05"));
        Assert.Null(Start());
    }

    [Theory]
    [InlineData("25:00")]
    [InlineData("8")]
    [InlineData("soon")]
    public void What_is_no_time_of_day_is_refused(string text)
    {
        (Command command, _) = Venue();
        Assert.Contains("expected a time of day such as", Assert.Single(command.Parse(["--market-start", text]).Errors).Message, StringComparison.Ordinal);
    }

    private static TimeOnly? Start(params string[] arguments)
    {
        (Command command, VenueOptions options) = Venue();
        using VenueRequest request = options.Read(command.Parse(arguments));
        return request.Server.Exchange.MarketStart;
    }

    private static (Command Command, VenueOptions Options) Venue()
    {
        var options = new VenueOptions();
        var command = new Command("venue");
        foreach (Option option in options.All)
            command.Options.Add(option);
        return (command, options);
    }
}

using Engine.Native.Commands.Options;
using Xunit;

namespace Engine.Tests.Commands;

public class DurationTextTests
{
    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("30s", 30)]
    [InlineData("10m", 600)]
    [InlineData("1.5h", 5400)]
    [InlineData("1h30m", 5400)]
    [InlineData("1d", 86_400)]
    [InlineData("2m500ms", 120.5)]
    public void A_duration_is_read(string text, double seconds)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("s")]
    [InlineData("0s")]
    [InlineData("-1s")]
    [InlineData("1.2.3s")]
    [InlineData("1 s")]
    [InlineData("1sec")]
    [InlineData("1h30")]
    [InlineData("99999999999999999999d")]
    [InlineData("0.00000000001ms")]
    public void Anything_else_is_not(string text) => Assert.False(DurationText.TryParse(text, out _));
}

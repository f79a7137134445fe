using Engine.Native.Composition.Screens;
using Xunit;

namespace Engine.Tests.Status;

public sealed class SessionSummaryTests
{
    [Theory]
    [InlineData(-0.0118, 4, "-0.0118")]
    [InlineData(-0.00001, 4, "0.0000")]
    [InlineData(-1230, 0, "-1,230")]
    [InlineData(83212.5, 2, "83,212.50")]
    public void A_figure_has_the_decimals_of_its_instrument(double value, int decimals, string expected) =>
        Assert.Equal(expected, SessionSummary.Figure(value, decimals));
}

using Engine.Core.Primitives;
using Xunit;

namespace Engine.Tests.Primitives;

public class CheckTests
{
    [Fact]
    public void A_broken_invariant_throws_and_names_the_condition()
    {
        int filled = 3;
        InvariantException error = Assert.Throws<InvariantException>(() => Check.That(filled <= 2));
        Assert.Contains("filled <= 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_invariant_that_holds_is_silent()
    {
        int filled = 2;
        Check.That(filled <= 2);
        Assert.Null(Record.Exception(() => Check.That(filled == 2)));
    }
}

using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Native.Composition;
using Engine.Native.Config;
using Xunit;

namespace Engine.Tests.Hosting;

public sealed class SizeCheckTests
{
    [Theory]
    [InlineData(ContractKind.Inverse, 9.99, "at least 10 USD, the smallest order that the venue takes of X")]
    [InlineData(ContractKind.Inverse, 10, null)]
    [InlineData(ContractKind.Linear, 199.9, "at least 200.00 USD: the smallest order that the venue takes of X is 10 coins, at 20")]
    [InlineData(ContractKind.Linear, 200, null)]
    public void A_size_below_the_smallest_order_is_told_by_file_line_and_key(ContractKind kind, double sizeUsd, string? expected)
    {
        var instrument = new Instrument(0, "X", kind, Decimals.One, Decimals.One, 10 * Decimals.One, 0, 0);
        ConfigOrigin origin = ConfigFile.Parse("[[instrument]]\nname = \"X\"\nsize = 5\n", "t.toml").Origin;
        string? fault = SizeCheck<InventorySkewQuoter>.Fault(origin, 0, sizeUsd, instrument, 20);
        Assert.Equal(expected is null ? null : FormattableString.Invariant($"t.toml:3: instrument.size: found {sizeUsd}, expected {expected}"), fault);
    }
}

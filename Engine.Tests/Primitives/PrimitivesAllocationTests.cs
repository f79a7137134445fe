using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Primitives;

public class PrimitivesAllocationTests
{
    private long _sum;

    [Fact]
    public void Decimals_are_read_and_written_without_allocation()
    {
        byte[] text = new byte[Decimals.MaxText];
        AllocationGate.HoldsAtZero(() =>
        {
            _sum += Decimals.TryParseExact("1.0002e6"u8, out long value) ? Decimals.Format(value + _sum, text) : 0;
            _sum += Decimals.TryParse("0.12345678949999"u8, out value, out _) ? value : 0;
            _sum += Decimals.TryParse("not a number"u8, out _, out _) ? 1 : 0;
        });
        Assert.NotEqual(0, _sum);
    }

    [Fact]
    public void Integers_are_read_and_written_without_allocation()
    {
        byte[] text = new byte[20];
        AllocationGate.HoldsAtZero(() =>
        {
            int length = Integers.Format(_sum - 7, text);
            _sum += Integers.TryParse(text.AsSpan(0, length), out long value) ? value & 1 : 0;
            _sum++;
        });
        Assert.NotEqual(0, _sum);
    }

    [Fact]
    public void Prices_and_amounts_are_converted_and_rounded_without_allocation()
    {
        Instrument plain = Grids.Inverse(500_000_000);
        Instrument stepped = Grids.Inverse(500_000_000, new TickStep(50_000 * Decimals.One, 2_500_000_000));
        AllocationGate.HoldsAtZero(() =>
        {
            _sum += plain.TryPrice(83_212_500_000_000, out Price price) ? plain.E9(price) & 1 : 0;
            _sum += plain.TrySize(5_000_000_000_000, out Size size) ? plain.E9(size) & 1 : 0;
            _sum += plain.Floor(83_212.7).Ticks - plain.Ceiling(83_212.7).Ticks;
            _sum += stepped.Floor(83_212.7).Ticks + stepped.Ceiling(49_999.9).Ticks + plain.FloorSize(1_234).Lots;
            _sum += stepped.IsOnGrid(price) ? 1 : 0;
        });
        Assert.NotEqual(0, _sum);
    }

    [Fact]
    public void An_instrument_is_found_and_a_currency_packed_without_allocation()
    {
        var table = new InstrumentTable("BTC-PERPETUAL", "ETH-PERPETUAL");
        AllocationGate.HoldsAtZero(() =>
        {
            _sum += table.TryFind("ETH-PERPETUAL"u8, out int id) ? id : 0;
            _sum += (long)AsciiCode.Upper("usdc"u8).Packed & 1;
        });
        Assert.NotEqual(0, _sum);
    }

    [Fact]
    public void Random_numbers_are_drawn_without_allocation()
    {
        var random = new Prng(1);
        AllocationGate.HoldsAtZero(() => _sum += random.Below(10) + (long)random.Normal() + (random.Fork().Chance(0.5) ? 1 : 0));
        Assert.NotEqual(0, _sum);
    }
}

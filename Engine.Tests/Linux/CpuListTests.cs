using CsCheck;
using Engine.Native.Linux.Threads;
using Xunit;

namespace Engine.Tests.Linux;

public class CpuListTests
{
    [Theory]
    [InlineData("", new int[0])]
    [InlineData("0", new[] { 0 })]
    [InlineData("0-3,8", new[] { 0, 1, 2, 3, 8 })]
    [InlineData(" 5 , 1-2\n", new[] { 1, 2, 5 })]
    public void The_kernels_form_is_read(string text, int[] cpus)
    {
        Assert.True(CpuList.TryParse(text, out var found));
        Assert.Equal(cpus, found);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("3-1")]
    [InlineData("-1")]
    [InlineData("0-")]
    [InlineData("0-99999")]
    [InlineData("(null)")]
    public void Anything_else_is_not(string text) => Assert.False(CpuList.TryParse(text, out _));

    [Fact]
    public void What_is_written_reads_back() => Gen.Int[0, 1023].Array[1, 40].Sample(numbers =>
    {
        var cpus = numbers.Distinct().Order().ToArray();
        return CpuList.TryParse(CpuList.Format(cpus), out var found) && found.SequenceEqual(cpus);
    });
}

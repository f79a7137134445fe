using Engine.Native.Config;
using Xunit;

namespace Engine.Tests.Config;

public class EnvFileTests
{
    [Theory]
    [InlineData("K=v", "v")]
    [InlineData("  K = v  ", "v")]
    [InlineData("export K=v", "v")]
    [InlineData("K=\"v w\"", "v w")]
    [InlineData("K='v \"w\"' # why", "v \"w\"")]
    [InlineData("K=v # why", "v")]
    [InlineData("K=v#w", "v#w")]
    [InlineData("K=# nothing", "")]
    [InlineData("K=", "")]
    [InlineData("K=a=b", "a=b")]
    [InlineData("# K=x\r\n\r\nK=v\r\n", "v")]
    [InlineData("\uFEFFK=v", "v")]
    [InlineData("K=first\nK=second", "second")]
    [InlineData("K=\"# kept\"", "# kept")]
    public void A_line_gives_its_value(string text, string value)
    {
        Assert.True(EnvFile.TryParse(text, ".env", out var values, out var problem), problem);
        Assert.Equal(value, values["K"]);
    }

    [Theory]
    [InlineData("K")]
    [InlineData("=v")]
    [InlineData("1K=v")]
    [InlineData("K K=v")]
    [InlineData("K=\"v")]
    [InlineData("K='v'w")]
    public void A_line_of_another_form_is_refused_with_its_number(string line)
    {
        Assert.False(EnvFile.TryParse("A=b\n" + line, ".env", out _, out var problem));
        Assert.StartsWith(".env:2: ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_absent_file_is_empty_and_a_directory_is_nothing_to_read()
    {
        using var folder = new TemporaryFolder();
        Assert.True(EnvFile.TryRead(folder.PathOf(".env"), out var values, out _));
        Assert.Empty(values);
    }
}

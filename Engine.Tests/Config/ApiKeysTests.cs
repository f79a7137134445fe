using System.Text;
using Engine.Native.Config;
using Xunit;

namespace Engine.Tests.Config;

public class ApiKeysTests
{
    private static Func<string, string?> Environment(params (string Name, string Value)[] variables) =>
        name => variables.Where(variable => variable.Name == name).Select(variable => variable.Value).FirstOrDefault();

    [Fact]
    public void Credentials_come_from_the_environment()
    {
        using var folder = new TemporaryFolder();
        Assert.True(ApiKeys.TryLoad(Environment((ApiKeys.KeyVariable, "id"), (ApiKeys.SecretVariable, "s3cr-_t")), folder.Root, out var keys, out _));
        Assert.Equal("id", Encoding.ASCII.GetString(keys.ClientId));
        Assert.Equal("s3cr-_t", Encoding.ASCII.GetString(keys.ClientSecret));
    }

    [Fact]
    public void Credentials_come_from_the_file_where_the_environment_has_none_and_the_environment_wins()
    {
        using var folder = new TemporaryFolder();
        folder.Write(".env", "DERIBIT_API_KEY=fromfile\nDERIBIT_API_SECRET=filesecret\n");
        Assert.True(ApiKeys.TryLoad(Environment((ApiKeys.KeyVariable, "fromenvironment")), folder.Root, out var keys, out _));
        Assert.Equal("fromenvironment", Encoding.ASCII.GetString(keys.ClientId));
        Assert.Equal("filesecret", Encoding.ASCII.GetString(keys.ClientSecret));
    }

    [Fact]
    public void What_is_missing_is_named_with_both_ways_of_giving_it()
    {
        using var folder = new TemporaryFolder();
        Assert.False(ApiKeys.TryLoad(Environment((ApiKeys.KeyVariable, "id"), (ApiKeys.SecretVariable, "")), folder.Root, out _, out var problem));
        Assert.Contains(ApiKeys.SecretVariable, problem, StringComparison.Ordinal);
        Assert.DoesNotContain(ApiKeys.KeyVariable, problem, StringComparison.Ordinal);
        Assert.Contains(folder.PathOf(".env"), problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TOP SECRET")]
    [InlineData("TOP\"SECRET")]
    [InlineData("TOP\\SECRET")]
    [InlineData("TOPSECRET\n")]
    [InlineData("TOPSECRÉT")]
    public void A_credential_with_a_character_that_none_has_is_refused_and_not_shown(string secret)
    {
        using var folder = new TemporaryFolder();
        Assert.False(ApiKeys.TryLoad(Environment((ApiKeys.KeyVariable, "id"), (ApiKeys.SecretVariable, secret)), folder.Root, out _, out var problem));
        Assert.Contains(ApiKeys.SecretVariable, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("TOP", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_form_shows_a_credential()
    {
        var keys = new ApiKeys("theclientid", "theclientsecret");
        Assert.DoesNotContain("theclient", $"{keys}", StringComparison.Ordinal);
        Assert.DoesNotContain(typeof(ApiKeys).GetProperties(), property => property.PropertyType == typeof(string) || property.PropertyType == typeof(byte[]));
    }

    [Fact]
    public void A_broken_file_names_its_line_and_shows_nothing_of_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write(".env", "# keys\nDERIBIT_API_KEY: TOPSECRET\n");
        Assert.False(ApiKeys.TryLoad(Environment(), folder.Root, out _, out var problem));
        Assert.Contains(".env:2", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("TOPSECRET", problem, StringComparison.Ordinal);
    }
}

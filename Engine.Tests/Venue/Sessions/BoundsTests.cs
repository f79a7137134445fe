using Xunit;

namespace Engine.Tests.Venue.Sessions;

/// <summary>What one client can pile up has an end, and is no burden to others.</summary>
public class BoundsTests
{
    private readonly VenueWorld _world = new();

    [Fact]
    public void One_accounts_logins_end_no_token_of_another()
    {
        string token = Token(new VenueClient(_world), "quiet");
        var busy = new VenueClient(_world);
        string first = Token(busy, "busy");
        for (int i = 0; i < 10_000; i++)
            Token(busy, "busy");
        new VenueClient(_world).Result("private/get_positions", new { access_token = token });
        Assert.Contains("13009", new VenueClient(_world).Error("private/get_positions", new { access_token = first }));
    }

    [Fact]
    public void Further_channels_of_a_connection_are_dropped()
    {
        VenueClient client = _world.Client("k");
        for (int i = 0; i < 4; i++)
            Assert.Equal(500, client.Result("private/subscribe", new { channels = Portfolios(i) }).GetArrayLength());
        Assert.Equal(0, client.Result("private/subscribe", new { channels = Portfolios(4) }).GetArrayLength());
        Assert.Equal(500, client.Result("private/subscribe", new { channels = Portfolios(0) }).GetArrayLength());
    }

    private static string[] Portfolios(int page) => [.. Enumerable.Range(page * 500, 500).Select(i => "user.portfolio.x" + i)];

    private static string Token(VenueClient client, string key) =>
        VenueClient.At(client.Result("public/auth", new { grant_type = "client_credentials", client_id = key, client_secret = "s", scope = "session:x" }), "access_token");
}

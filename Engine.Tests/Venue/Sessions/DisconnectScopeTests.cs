using Xunit;

namespace Engine.Tests.Venue.Sessions;

/// <summary>Cancel-on-disconnect of an account, on connections that only bring its token.</summary>
public class DisconnectScopeTests
{
    private readonly VenueWorld _world = new();

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void The_accounts_setting_holds_where_its_token_is_brought_unless_it_is_disabled_there(bool isDisabled, int left)
    {
        var owner = new VenueClient(_world);
        string token = VenueClient.At(owner.Result("public/auth", new { grant_type = "client_credentials", client_id = "k", client_secret = "s" }), "access_token");
        owner.Result("private/enable_cancel_on_disconnect", new { scope = "account" });
        var guest = new VenueClient(_world);
        if (isDisabled)
            guest.Result("private/disable_cancel_on_disconnect", new { access_token = token });
        guest.Result("private/buy", new { instrument_name = "BTC-PERPETUAL", amount = 10, price = 84000, access_token = token });
        _world.Exchange.Close(guest.Session, _world.NowNs);
        Assert.Equal(left, owner.Result("private/get_open_orders").GetArrayLength());
    }
}

using System.Net;
using Engine.Native.Composition.Recovery;
using Xunit;

namespace Engine.Tests.Storage.Recovery;

public sealed class AccountKeyTests
{
    [Theory]
    [InlineData("ws://127.0.0.1:8080/ws/api/v2/")]
    [InlineData("ws://127.0.0.1:8080/ws/api/v2?x=1")]
    [InlineData("ws://localhost:8080/ws/api/v2")]
    [InlineData("ws://LOCALHOST:8080/ws/api/v2")]
    [InlineData("ws://127.0.0.2:8080/")]
    [InlineData("ws://[::1]:8080/ws/api/v2")]
    [InlineData("wss://localhost.:8080/WS/API/V2")]
    public void Another_way_to_write_this_machine_is_the_same_account(string address) =>
        Assert.Equal(Key("ws://127.0.0.1:8080/ws/api/v2", "key"), Key(address, "key"));

    [Theory]
    [InlineData("wss://TEST.deribit.com/ws/api/v2")]
    [InlineData("wss://test.deribit.com:443/ws/api/v2/")]
    [InlineData("wss://test.deribit.com./?a=b")]
    public void Another_way_to_write_a_venue_is_the_same_account(string address) =>
        Assert.Equal(Key("wss://test.deribit.com/ws/api/v2", "key"), Key(address, "key"));

    [Fact]
    public void A_name_that_leads_to_this_machine_is_this_machine() => Assert.Equal(
        Key("wss://localhost:8443/", "key"),
        AccountKey.Of(new Uri("wss://venue.internal:8443/"), [IPAddress.Loopback], "key"u8));

    [Fact]
    public void Another_host_port_or_key_is_another_account()
    {
        string[] keys =
        [
            Key("ws://127.0.0.1:8080/ws/api/v2", "key"), Key("ws://127.0.0.1:8081/ws/api/v2", "key"), Key("ws://127.0.0.1:8080/ws/api/v2", "other"),
            Key("wss://test.deribit.com/ws/api/v2", "key"), Key("wss://www.deribit.com/ws/api/v2", "key"),
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    private static string Key(string address, string key) => AccountKey.Of(new Uri(address), [], System.Text.Encoding.UTF8.GetBytes(key));
}

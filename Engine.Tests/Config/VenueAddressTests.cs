using Engine.Native.Config;
using Xunit;

namespace Engine.Tests.Config;

public class VenueAddressTests
{
    [Theory]
    [InlineData("wss://test.deribit.com/ws/api/v2", "wss://test.deribit.com/ws/api/v2")]
    [InlineData("wss://test.deribit.com", "wss://test.deribit.com/ws/api/v2")]
    [InlineData("ws://127.0.0.1:8080", "ws://127.0.0.1:8080/ws/api/v2")]
    [InlineData("ws://localhost:8080/x?y=z", "ws://localhost:8080/x?y=z")]
    [InlineData("ws://[::1]:8080/ws/api/v2", "ws://[::1]:8080/ws/api/v2")]
    public void An_address_is_taken_and_the_usual_path_is_filled_in(string text, string address)
    {
        Assert.True(VenueAddress.TryParse(text, out var uri, out _));
        Assert.Equal(address, uri.AbsoluteUri);
    }

    [Theory]
    [InlineData("")]
    [InlineData("test.deribit.com")]
    [InlineData("https://test.deribit.com/ws/api/v2")]
    [InlineData("ws://test.deribit.com/ws/api/v2")]
    [InlineData("ws://127.0.0.1.example.com/")]
    [InlineData("ws://localhost.example.com/")]
    [InlineData("ws://192.168.1.1/")]
    [InlineData("wss://key:secret@test.deribit.com/")]
    public void Anything_else_is_refused_with_what_is_expected(string text)
    {
        Assert.False(VenueAddress.TryParse(text, out _, out var expected));
        Assert.NotEmpty(expected);
        Assert.DoesNotContain("key:secret", expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wss://test.deribit.com/ws/api/v2", true)]
    [InlineData("wss://TEST.deribit.com/ws/api/v2", true)]
    [InlineData("ws://127.0.0.1:1/", true)]
    [InlineData("wss://localhost:1/", true)]
    [InlineData("wss://www.deribit.com/ws/api/v2", false)]
    [InlineData("wss://deribit.com/", false)]
    [InlineData("wss://test.deribit.com.example.com/", false)]
    [InlineData("wss://streams.drb.coinbase.com/ws/api/v2", false)]
    [InlineData("wss://10.0.0.1/", false)]
    public void Only_this_machine_and_the_test_network_are_play_money(string text, bool play) => Assert.Equal(play, VenueAddress.IsPlayMoney(new Uri(text)));
}

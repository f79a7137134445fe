using System.Net;
using Engine.Native.Net;
using Xunit;

namespace Engine.Tests.Net;

public class WsEndpointTests
{
    [Theory]
    [InlineData("ws://127.0.0.1:9001/runCase?case=1&agent=a%20b", "127.0.0.1", 9001, "/runCase?case=1&agent=a%20b", "127.0.0.1:9001")]
    [InlineData("ws://localhost", "localhost", 80, "/", "localhost")]
    [InlineData("ws://127.255.0.9:80?x", "127.255.0.9", 80, "/?x", "127.255.0.9")]
    [InlineData("ws://[::1]:8080/a/../b//c", "::1", 8080, "/a/../b//c", "[::1]:8080")]
    [InlineData("WSS://www.deribit.com/ws/api/v2", "www.deribit.com", 443, "/ws/api/v2", "www.deribit.com")]
    [InlineData("wss://test.deribit.com:8443", "test.deribit.com", 8443, "/", "test.deribit.com:8443")]
    [InlineData("wss://[2001:db8::1]/", "2001:db8::1", 443, "/", "[2001:db8::1]")]
    public void An_address_is_read_and_path_and_query_are_kept(string text, string host, int port, string target, string hostField)
    {
        Assert.True(WsEndpoint.TryParse(text, out WsEndpoint? endpoint, out string error), error);
        Assert.Equal((host, port, target, hostField), (endpoint.Host, endpoint.Port, endpoint.Target, endpoint.HostField));
        Assert.Equal(text, endpoint.ToString());
    }

    [Theory]
    [InlineData("ws://example.com/", "loopback only")]
    [InlineData("ws://10.0.0.1/", "loopback only")]
    [InlineData("ws://128.0.0.1/", "loopback only")]
    [InlineData("ws://0.0.0.0/", "loopback only")]
    [InlineData("ws://localhost.example.com/", "loopback only")]
    [InlineData("ws://[::2]/", "loopback only")]
    [InlineData("http://localhost/", "ws:// or wss://")]
    [InlineData("", "ws:// or wss://")]
    [InlineData("wss://", "host or port")]
    [InlineData("wss:///path", "host or port")]
    [InlineData("wss://h:0/", "host or port")]
    [InlineData("wss://h:65536/", "host or port")]
    [InlineData("wss://h:-1/", "host or port")]
    [InlineData("wss://h:+1/", "host or port")]
    [InlineData("wss://h:/", "host or port")]
    [InlineData("wss://h:1:2/", "host or port")]
    [InlineData("wss://[::1/", "host or port")]
    [InlineData("wss://[localhost]/", "host or port")]
    [InlineData("wss://[::1]x/", "host or port")]
    [InlineData("wss://h\u00e9/", "host or port")]
    [InlineData("wss://h st/", "host or port")]
    [InlineData("wss://user:secret@h/", "do not belong")]
    [InlineData("wss://h/a b", "percent-encoded")]
    [InlineData("wss://h/a\r\nX: y", "percent-encoded")]
    [InlineData("wss://h/\u00e9", "percent-encoded")]
    [InlineData("wss://h/#x", "fragment")]
    [InlineData("wss://h#x", "fragment")]
    public void A_wrong_address_is_refused_with_the_reason_and_never_repeats_a_password(string text, string reason)
    {
        Assert.False(WsEndpoint.TryParse(text, out _, out string error));
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Localhost_resolves_to_loopback_addresses_alone()
    {
        Assert.True(WsEndpoint.TryParse("ws://localhost:1/", out WsEndpoint? endpoint, out _));
        Assert.True(endpoint.TryResolve(TimeSpan.FromSeconds(5), out IReadOnlyList<IPAddress> addresses, out string error), error);
        Assert.All(addresses, address => Assert.True(IPAddress.IsLoopback(address)));
    }

    [Fact]
    public void A_host_that_cannot_be_resolved_is_named()
    {
        Assert.True(WsEndpoint.TryParse("wss://no-such-host.invalid/", out WsEndpoint? endpoint, out _));
        Assert.False(endpoint.TryResolve(TimeSpan.FromSeconds(5), out _, out string error));
        Assert.Contains("no-such-host.invalid", error, StringComparison.Ordinal);
    }
}

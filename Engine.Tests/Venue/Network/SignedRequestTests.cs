using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Engine.Core.Venue;
using Engine.Native.VenueServer;
using Xunit;

namespace Engine.Tests.Venue.Network;

/// <summary>The Authorization header in its three forms over the wire, where the signed text is what was really sent.</summary>
public sealed class SignedRequestTests
{
    private const string Positions = "/api/v2/private/get_positions?currency=BTC&kind=future";
    private const string Body = """{"jsonrpc":"2.0","id":4,"method":"private/get_position","params":{"instrument_name":"BTC-PERPETUAL"}}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string NowMs => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_signed_query_and_a_signed_body_are_taken()
    {
        await using Server server = await Start();
        using var http = new RawConnection(server);
        string ts = NowMs;
        Assert.Equal(200, http.Ask(Get(Positions, Signed(ts, "GET", Positions, ""))).Status);
        const string Escaped = "/api/v2/private/get_positions?currency=%42TC";
        Assert.Equal(200, http.Ask(Get(Escaped, Signed(ts, "GET", Escaped, ""))).Status);
        HttpAnswer answer = http.Ask(Post("/api/v2/private/get_position", Body, Signed(ts, "POST", "/api/v2/private/get_position", Body)));
        Assert.Equal((200, "4"), (answer.Status, answer.At("id")));
    }

    [Fact]
    public void The_signature_of_the_tests_is_that_of_a_known_vector()
    {
        // HMAC-SHA256 with the key "Jefe" over "what do ya want for nothing?" (RFC 4231, case 2).
        Assert.Equal("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", Hex("Jefe", "what do ya want for nothing?"));
    }

    [Fact]
    public async Task A_signature_over_anything_else_is_refused_and_nothing_is_done()
    {
        await using Server server = await Start();
        using var http = new RawConnection(server);
        string ts = NowMs;
        string late = (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - 120_000).ToString(CultureInfo.InvariantCulture);
        const string Buy = "/api/v2/private/buy?instrument_name=BTC-PERPETUAL&amount=10&price=50000";
        string[] wrong =
        [
            Signed(ts, "GET", Buy + "0", ""),
            Signed(ts, "POST", Buy, ""),
            Signed(ts, "GET", Buy, "x"),
            Signed(late, "GET", Buy, ""),
            Signed(ts, "GET", Buy, "", secret: "T"),
            Signed(ts, "GET", Buy, "", key: "other"),
            "deri-hmac-sha256 id=K",
            "deri-hmac-sha256",
            "Basic " + Convert.ToBase64String("K:T"u8),
            "Basic " + Convert.ToBase64String("KS"u8),
            "Basic ???",
            "Bearer nothing",
            "Digest x",
        ];
        foreach (string authorization in wrong)
        {
            HttpAnswer answer = http.Ask(Get(Buy, authorization));
            Assert.Equal(400, answer.Status);
            Assert.True(answer.At("error.code") is "13004" or "13009", $"{authorization}: {answer.Body}");
        }

        Assert.Equal("[]", http.Ask(Get("/api/v2/private/get_open_orders", "Basic " + Convert.ToBase64String("K:S"u8))).At("result"));
    }

    [Fact]
    public async Task Basic_and_bearer_are_taken_whatever_the_case_of_their_name()
    {
        await using Server server = await Start();
        using var http = new RawConnection(server);
        Assert.Equal(200, http.Ask(Get(Positions, "basic " + Convert.ToBase64String("K:S"u8))).Status);
        string token = http.Ask(Get("/api/v2/public/auth?grant_type=client_credentials&client_id=K&client_secret=S", "")).At("result.access_token");
        Assert.Equal(200, http.Ask(Get(Positions, "bearer " + token)).Status);
        Assert.Equal(200, http.Ask(Get(Positions + "&access_token=" + token, "")).Status);
    }

    private static string Signed(string ts, string method, string uri, string body, string key = "K", string secret = "S") =>
        $"deri-hmac-sha256 id={key},ts={ts},sig={Hex(secret, $"{ts}\nabcd\n{method}\n{uri}\n{body}\n")},nonce=abcd";

    private static string Hex(string secret, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));

    private static string Get(string target, string authorization) => $"GET {target} HTTP/1.1\r\nHost: x\r\n{Line(authorization)}\r\n";

    private static string Post(string target, string body, string authorization) =>
        $"POST {target} HTTP/1.1\r\nHost: x\r\n{Line(authorization)}Content-Length: {body.Length}\r\n\r\n{body}";

    private static string Line(string authorization) => authorization.Length == 0 ? "" : $"Authorization: {authorization}\r\n";

    private static Task<Server> Start() => Server.Start(
        new ServerOptions { Exchange = new ExchangeOptions { Limits = false, HasCrowd = false, Keys = new Dictionary<string, string> { ["K"] = "S" } } }, Cancel);
}

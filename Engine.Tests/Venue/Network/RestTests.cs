using Engine.Core.Venue;
using Engine.Native.VenueServer;
using Xunit;

namespace Engine.Tests.Venue.Network;

/// <summary>What an HTTP client may send and what it gets, byte by byte.</summary>
public sealed class RestTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_sent_at_once_on_one_connection_are_answered_in_order_and_it_stays_open()
    {
        await using Server server = await Start();
        using var http = new RawConnection(server);
        http.Send(string.Concat(Enumerable.Range(0, 20).Select(i => Get($"/api/v2/public/test?expected_result=x{i}"))));
        for (int i = 0; i < 20; i++)
            Assert.Equal(200, http.Answer().Status);
        Assert.Equal(200, http.Ask(Get("/api/v2/public/get_time")).Status);
    }

    [Fact]
    public async Task Http_1_0_is_answered_and_the_connection_ends()
    {
        await using Server server = await Start();
        using var http = new RawConnection(server);
        Assert.Contains("1.2.26", http.Ask("GET /api/v2/public/test HTTP/1.0\r\n\r\n").Body, StringComparison.Ordinal);
        Assert.True(http.HasEnded());
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    public async Task Other_verbs_are_refused_with_those_that_are_allowed(string verb)
    {
        await using Server server = await Start();
        using var http = new RawConnection(server);
        HttpAnswer answer = http.Ask($"{verb} /api/v2/public/test HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n", hasBody: verb != "HEAD");
        Assert.Equal(405, answer.Status);
        Assert.Equal("GET, POST, OPTIONS", answer.Headers["Allow"]);
        Assert.Equal(200, http.Ask(Get("/api/v2/public/test")).Status);
    }

    [Fact]
    public async Task A_browser_of_any_origin_may_ask()
    {
        await using Server server = await Start();
        using var http = new RawConnection(server);
        HttpAnswer preflight = http.Ask(
            "OPTIONS /api/v2/private/buy HTTP/1.1\r\nHost: x\r\nOrigin: https://a.example\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: authorization\r\n\r\n");
        Assert.Equal(204, preflight.Status);
        Assert.Equal("*", preflight.Headers["Access-Control-Allow-Origin"]);
        Assert.Contains("POST", preflight.Headers["Access-Control-Allow-Methods"], StringComparison.Ordinal);
        Assert.Contains("Authorization", preflight.Headers["Access-Control-Allow-Headers"], StringComparison.Ordinal);
        Assert.Equal("*", http.Ask(Get("/api/v2/public/test")).Headers["Access-Control-Allow-Origin"]);
        Assert.Equal("*", http.Ask(Get("/api/v2/public/nothing")).Headers["Access-Control-Allow-Origin"]);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api")]
    [InlineData("/api/v2x/public/test")]
    [InlineData("/api/v1/public/test")]
    [InlineData("/ws/api/v2/more")]
    public async Task An_unknown_path_is_404_with_a_word_on_where_to_go(string path)
    {
        await using Server server = await Start();
        using var http = new RawConnection(server);
        HttpAnswer answer = http.Ask(Get(path));
        Assert.Equal(404, answer.Status);
        Assert.Contains("/api/v2", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v2/public/get_instrument?instrument_name=BTC%2DPERPETUAL", 200, "\"instrument_name\":\"BTC-PERPETUAL\"")]
    [InlineData("/api/v2/public/get_instrument/?instrument_name=BTC-PERPETUAL&unknown=%F0%9F%98%80", 200, "\"instrument_name\":\"BTC-PERPETUAL\"")]
    [InlineData("/api/v2/public/test", 200, "\"result\":{\"version\":")]
    [InlineData("/api/v2/public/test/", 200, "\"result\":{\"version\":")]
    [InlineData("/api/v2/public/test?expected_result", 200, "\"result\":{\"version\":")]
    [InlineData("/api/v2/public/get_instrument?instrument_name=BTC-PERPETUAL&instrument_name=ETH-PERPETUAL", 400, "\"reason\":\"wrong format\",\"param\":\"instrument_name\"")]
    [InlineData("/api/v2/public/get_instrument", 400, "\"reason\":\"value required\",\"param\":\"instrument_name\"")]
    [InlineData("/api/v2/public/subscribe?channels=[%22platform_state%22]", 400, "\"code\":10030")]
    [InlineData("/api/v2/private/logout", 400, "\"code\":10030")]
    [InlineData("/api/v2/ws", 400, "\"code\":-32601")]
    [InlineData("/api/v2/public/%22%5C%0A", 400, "\"code\":-32601")]
    [InlineData("/api/v2", 400, "\"error\":")]
    public async Task A_query_is_the_request_it_stands_for_and_its_answer_has_no_id(string path, int status, string part)
    {
        await using Server server = await Start();
        using var http = new RawConnection(server);
        HttpAnswer answer = http.Ask(Get(path));
        Assert.Equal(status, answer.Status);
        Assert.Equal("application/json", answer.Headers["Content-Type"]);
        Assert.Contains(part, answer.Body, StringComparison.Ordinal);
        Assert.False(answer.Json.TryGetProperty("id", out _));
        Assert.Equal(["usIn", "usOut", "usDiff", "testnet"], answer.Json.EnumerateObject().Select(member => member.Name).TakeLast(4));
    }

    [Theory]
    [InlineData("/api/v2/public/test", """{"jsonrpc":"2.0","id":7,"method":"public/test"}""", 200, "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":")]
    [InlineData("/api/v2", """{"jsonrpc":"2.0","id":"s","method":"public/test","params":{}}""", 200, "{\"jsonrpc\":\"2.0\",\"id\":\"s\",\"result\":")]
    [InlineData("/api/v2/public/get_instrument", """{"id":1,"params":{"instrument_name":"BTC-PERPETUAL"}}""", 200, "\"instrument_name\":\"BTC-PERPETUAL\"")]
    [InlineData("/api/v2/public/test", "{}", 200, "{\"jsonrpc\":\"2.0\",\"result\":{\"version\"")]
    [InlineData("/api/v2/public/get_time", """{"id":2,"method":"public/test"}""", 200, "\"id\":2,\"result\":{\"version\"")] // JSON-RPC knows no path: the body counts
    [InlineData("/api/v2/public/test", "", 400, "\"code\":11050")]
    [InlineData("/api/v2/public/test", "{", 400, "\"code\":11050")]
    [InlineData("/api/v2/public/test", """{"\u006deth\ud800":1}""", 400, "\"code\":11050")] // a name that is no text
    [InlineData("/api/v2/public/test", """{"\ud800ethod":1}""", 400, "\"code\":11050")]
    [InlineData("/api/v2/public/test", "amount=10&x=y", 400, "\"code\":11050")]
    [InlineData("/api/v2/public/test", "[]", 400, "\"error\":")]
    [InlineData("/api/v2/public/test", """{"id":3,"method":"private/get_positions"}""", 400, "\"code\":13009")]
    public async Task A_body_is_the_request_whatever_its_content_type(string path, string body, int status, string part)
    {
        await using Server server = await Start();
        using var http = new RawConnection(server);
        foreach (string type in (string[])["application/json", "text/plain", "application/x-www-form-urlencoded"])
        {
            HttpAnswer answer = http.Ask(Post(path, body, $"Content-Type: {type}"));
            Assert.Equal(status, answer.Status);
            Assert.Contains(part, answer.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_too_long_is_refused_in_the_form_of_what_it_is()
    {
        await using Server server = await Start();
        using (var http = new RawConnection(server))
        {
            HttpAnswer body = http.Ask(Post("/api/v2/public/test", new string(' ', 40_000) + "{}"));
            Assert.Equal((400, "-32600", "request entity too large"), (body.Status, body.At("error.code"), body.At("error.message")));
            HttpAnswer query = http.Ask(Get("/api/v2/public/test?x=" + new string('y', 40_000)));
            Assert.Equal((400, "-32600"), (query.Status, query.At("error.code")));
            Assert.Equal(200, http.Ask(Get("/api/v2/public/test?x=" + new string('y', 30_000))).Status);
        }

        using (var http = new RawConnection(server))
            Assert.Equal(431, http.Ask($"GET /api/v2/public/test HTTP/1.1\r\nHost: x\r\nX: {new string('y', 60_000)}\r\n\r\n").Status);
        using (var http = new RawConnection(server))
            Assert.Equal(400, http.Ask("GET\r\n\r\n").Status);
    }

    [Fact]
    public async Task A_body_in_chunks_and_one_announced_and_awaited_are_read()
    {
        await using Server server = await Start();
        using var http = new RawConnection(server);
        Assert.Equal(200, http.Ask("POST /api/v2/public/test HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n").Status);
        Assert.Equal(100, http.Ask("POST /api/v2/public/test HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n").Status);
        Assert.Equal(200, http.Ask("{}").Status);
    }

    [Fact]
    public async Task The_33rd_connection_of_an_address_is_answered_429_and_room_comes_back()
    {
        await using Server server = await Server.Start(
            new ServerOptions { MaxConnectionsPerAddress = 32, Exchange = new ExchangeOptions { Limits = false, HasCrowd = false } }, Cancel);
        var open = new List<RawConnection>();
        try
        {
            for (int i = 0; i < 32; i++)
            {
                open.Add(new RawConnection(server));
                Assert.Equal(i < 16 ? 101 : 200, open[^1].Ask(i < 16 ? RawConnection.Upgrade() : Get("/api/v2/public/test")).Status);
            }

            foreach (string request in (string[])[Get("/api/v2/public/test"), RawConnection.Upgrade()])
            {
                using var beyond = new RawConnection(server);
                Assert.Equal(429, beyond.Ask(request).Status);
                Assert.True(beyond.HasEnded());
            }

            open[0].Dispose();
            EndToEnd.Stage.Until.Holds(() => Status(server) == 200, "a connection that ended makes room for another");
        }
        finally
        {
            open.ForEach(connection => connection.Dispose());
        }
    }

    private static int Status(Server server)
    {
        using var http = new RawConnection(server);
        return http.Ask(Get("/api/v2/public/test")).Status;
    }

    private static string Get(string target) => $"GET {target} HTTP/1.1\r\nHost: x\r\n\r\n";

    private static string Post(string target, string body, string line = "Content-Type: application/json") =>
        $"POST {target} HTTP/1.1\r\nHost: x\r\n{line}\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    private static Task<Server> Start() => Server.Start(new ServerOptions { Exchange = new ExchangeOptions { Limits = false, HasCrowd = false } }, Cancel);
}

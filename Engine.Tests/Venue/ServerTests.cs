using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Engine.Core.Venue;
using Engine.Native.Net.Tls;
using Engine.Native.VenueServer;
using Xunit;

namespace Engine.Tests.Venue;

/// <summary>The venue on a real socket, spoken to by the platform's own WebSocket and HTTP clients.</summary>
public sealed class ServerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_platform_websocket_client_logs_in_subscribes_trades_and_is_told()
    {
        await using Server server = await Start();
        using ClientWebSocket socket = await Connect(server);
        await Ask(socket, 1, "public/auth", """{"grant_type":"client_credentials","client_id":"a","client_secret":"b"}""");
        await Ask(socket, 2, "private/subscribe", """{"channels":["book.BTC-PERPETUAL.raw","user.changes.BTC-PERPETUAL.raw"]}""");
        await Ask(socket, 3, "private/buy", """{"instrument_name":"BTC-PERPETUAL","amount":1000,"type":"market"}""");
        JsonElement positions = await Ask(socket, 4, "private/get_positions", "{}");
        Assert.Equal("1.0e3", VenueClient.At(positions, "result.0.size"));
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", Cancel);
        Assert.Equal(WebSocketState.Closed, socket.State);
    }

    [Fact]
    public async Task Two_hundred_requests_in_flight_are_all_answered_in_order()
    {
        await using Server server = await Start();
        using ClientWebSocket socket = await Connect(server);
        for (int i = 0; i < 200; i++)
            await Send(socket, $$"""{"id":{{i}},"method":"public/test"}""");
        for (int i = 0; i < 200; i++)
            Assert.StartsWith($$"""{"jsonrpc":"2.0","id":{{i}},""", await Receive(socket));
    }

    [Fact]
    public async Task Fragmented_and_binary_requests_and_pings_are_served()
    {
        await using Server server = await Start();
        using ClientWebSocket socket = await Connect(server);
        await socket.SendAsync("""{"id":1,"meth"""u8.ToArray(), WebSocketMessageType.Text, endOfMessage: false, Cancel);
        await socket.SendAsync("""od":"public/test"}"""u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, Cancel);
        Assert.Contains("\"id\":1,\"result\"", await Receive(socket));
        await socket.SendAsync("""{"id":2,"method":"public/test"}"""u8.ToArray(), WebSocketMessageType.Binary, endOfMessage: true, Cancel);
        Assert.Contains("\"id\":2,\"result\"", await Receive(socket));
    }

    [Fact]
    public async Task A_lost_connection_cancels_the_orders_that_asked_for_it()
    {
        await using Server server = await Start();
        using (ClientWebSocket socket = await Connect(server))
        {
            await Ask(socket, 1, "public/auth", """{"grant_type":"client_credentials","client_id":"a","client_secret":"b"}""");
            await Ask(socket, 2, "private/enable_cancel_on_disconnect", "{}");
            await Ask(socket, 3, "private/buy", """{"instrument_name":"BTC-PERPETUAL","amount":10,"price":50000}""");
            socket.Abort();
        }

        using ClientWebSocket other = await Connect(server);
        await Ask(other, 1, "public/auth", """{"grant_type":"client_credentials","client_id":"a","client_secret":"b"}""");
        for (int id = 2; ; id++)
        {
            JsonElement open = await Ask(other, id, "private/get_open_orders", "{}");
            if (open.GetProperty("result").GetArrayLength() == 0)
                break;
        }
    }

    [Fact]
    public async Task Http_serves_queries_and_bodies_with_basic_and_bearer_login()
    {
        await using Server server = await Start();
        using HttpClient http = Http(server);
        JsonElement ticker = await Json(await http.GetAsync("public/ticker?instrument_name=BTC-PERPETUAL", Cancel), HttpStatusCode.OK);
        Assert.False(ticker.TryGetProperty("id", out _));
        await Json(await http.GetAsync("public/nothing", Cancel), HttpStatusCode.BadRequest);
        JsonElement refused = await Json(await http.GetAsync("private/get_positions", Cancel), HttpStatusCode.BadRequest);
        Assert.Equal("13009", VenueClient.At(refused, "error.code"));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("a:b"u8));
        JsonElement bought = await Json(await http.GetAsync("private/buy?instrument_name=BTC-PERPETUAL&amount=10&price=50000&post_only=true", Cancel), HttpStatusCode.OK);
        Assert.Equal("open", VenueClient.At(bought, "result.order.order_state"));
        JsonElement auth = await Json(await http.PostAsync("public/auth", Body("""{"id":5,"params":{"grant_type":"client_credentials","client_id":"a","client_secret":"b"}}"""), Cancel), HttpStatusCode.OK);
        Assert.Equal("5", VenueClient.At(auth, "id"));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", VenueClient.At(auth, "result.access_token"));
        JsonElement open = await Json(await http.PostAsync("private/get_open_orders", Body("""{"jsonrpc":"2.0","id":"x","method":"private/get_open_orders"}"""), Cancel), HttpStatusCode.OK);
        Assert.Equal(1, open.GetProperty("result").GetArrayLength());
        JsonElement broken = await Json(await http.PostAsync("public/test", Body("{"), Cancel), HttpStatusCode.BadRequest);
        Assert.Equal("11050", VenueClient.At(broken, "error.code"));
        JsonElement socketOnly = await Json(await http.GetAsync("public/subscribe?channels=%5B%22platform_state%22%5D", Cancel), HttpStatusCode.BadRequest);
        Assert.Equal("10030", VenueClient.At(socketOnly, "error.code"));
    }

    [Fact]
    public async Task Requests_that_are_no_websocket_are_refused_with_a_status()
    {
        await using Server server = await Start();
        using HttpClient http = Http(server);
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync("/ws/api/v2", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/elsewhere", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_reader_that_does_not_read_is_closed_with_a_notice_and_the_others_go_on()
    {
        await using Server server = await Server.Start(
            new ServerOptions { MaxPendingBytes = 64 * 1024, Exchange = new ExchangeOptions { Speed = 300, Limits = false } }, Cancel);
        using ClientWebSocket slow = await Connect(server);
        await Ask(slow, 1, "public/auth", """{"grant_type":"client_credentials","client_id":"a","client_secret":"b"}""");
        await Send(slow, """{"id":2,"method":"public/subscribe","params":{"channels":["book.BTC-PERPETUAL.raw","ticker.BTC-PERPETUAL.raw","ticker.ETH-PERPETUAL.raw"]}}""");
        using ClientWebSocket quick = await Connect(server);
        for (int id = 1; server.SlowReadersClosed == 0; id++)
            await Ask(quick, id, "public/test", "{}");
        await Drain(slow);
        Assert.Equal("connection_too_slow", slow.CloseStatusDescription);
        Assert.Contains("1.2.26", (await Ask(quick, 1_000_000, "public/test", "{}")).GetRawText());
    }

    [Fact]
    public async Task Tls_serves_the_same_under_a_certificate_of_its_own()
    {
        using X509Certificate2 certificate = Certificates.SelfSigned();
        await using Server server = await Server.Start(new ServerOptions { Certificate = certificate }, Cancel);
        Assert.Equal("wss", server.Address.Scheme);
        using var socket = new ClientWebSocket();
        socket.Options.RemoteCertificateValidationCallback = (_, presented, _, _) => presented?.GetCertHashString() == certificate.GetCertHashString();
        await socket.ConnectAsync(server.Address, Cancel);
        await Ask(socket, 1, "public/hello", "{}");
    }

    [Fact]
    public async Task A_port_in_use_is_a_clear_error()
    {
        await using Server server = await Start();
        IOException error = await Assert.ThrowsAsync<IOException>(() => Server.Start(new ServerOptions { Port = server.Address.Port }, Cancel));
        Assert.Contains("address already in use", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static Task<Server> Start(ExchangeOptions? options = null) =>
        Server.Start(new ServerOptions { Exchange = options ?? new ExchangeOptions { Limits = false } }, Cancel);

    private static async Task<ClientWebSocket> Connect(Server server)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(server.Address, Cancel);
        return socket;
    }

    private static Task Send(ClientWebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, Cancel);

    private static async Task<string> Receive(ClientWebSocket socket)
    {
        byte[] buffer = new byte[1 << 20];
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult result = await socket.ReceiveAsync(buffer.AsMemory(length), Cancel);
            length += result.Count;
            if (result.EndOfMessage)
                return Encoding.UTF8.GetString(buffer, 0, length);
        }
    }

    private static async Task<JsonElement> Ask(ClientWebSocket socket, int id, string method, string parameters)
    {
        await Send(socket, $$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{parameters}}}""");
        while (true)
        {
            string text = await Receive(socket);
            if (text.StartsWith($$"""{"jsonrpc":"2.0","id":{{id}},""", StringComparison.Ordinal))
                return JsonDocument.Parse(text).RootElement;
        }
    }

    private static async Task Drain(ClientWebSocket socket)
    {
        byte[] buffer = new byte[1 << 16];
        while (socket.State == WebSocketState.Open && !socket.CloseStatus.HasValue)
            await socket.ReceiveAsync(buffer.AsMemory(), Cancel);
    }

    private static HttpClient Http(Server server) => new() { BaseAddress = new Uri($"http://127.0.0.1:{server.Address.Port}/api/v2/") };

    private static StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");

    private static async Task<JsonElement> Json(HttpResponseMessage response, HttpStatusCode expected)
    {
        Assert.Equal(expected, response.StatusCode);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel)).RootElement;
    }
}

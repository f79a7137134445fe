using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Engine.Core.Venue;
using Engine.Native.VenueServer;
using Xunit;

namespace Engine.Tests.Venue.Faults;

/// <summary>Faults of bytes and connections on a real socket, ordered over HTTP.</summary>
public sealed class FaultSocketTests : IAsyncLifetime
{
    private const string Login = """{"grant_type":"client_credentials","client_id":"a","client_secret":"b"}""";

    private readonly byte[] _buffer = new byte[1 << 21];
    private Server _server = null!;
    private HttpClient _http = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await Server.Start(new ServerOptions { Exchange = new ExchangeOptions { HasCrowd = false, Limits = false, Control = true } }, Cancel);
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_server.Address.Port}/api/v2/") };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_disconnect_with_a_close_frame_has_its_code_and_reason()
    {
        using ClientWebSocket socket = await Connect();
        await Inject("kind=disconnect&key=a&close_code=4100&reason=so+long");
        WebSocketReceiveResult end = await socket.ReceiveAsync(new ArraySegment<byte>(_buffer), Cancel);
        Assert.Equal(WebSocketMessageType.Close, end.MessageType);
        Assert.Equal(4100, (int)socket.CloseStatus!.Value);
        Assert.Equal("so long", socket.CloseStatusDescription);
    }

    [Fact]
    public async Task A_plain_end_is_the_end_of_the_stream_and_a_reset_is_a_reset()
    {
        using RawSocket first = await RawSocket.Connect(_server.Address, Cancel);
        await first.Ask("public/auth", Login, Cancel);
        await Inject("kind=disconnect&key=a&how=fin");
        Assert.Equal(0, await first.Read(_buffer, Cancel));
        using RawSocket second = await RawSocket.Connect(_server.Address, Cancel);
        await second.Ask("public/auth", Login, Cancel);
        await Inject("kind=disconnect&key=a&how=reset");
        SocketException reset = await Assert.ThrowsAsync<SocketException>(() => second.Read(_buffer, Cancel));
        Assert.Equal(SocketError.ConnectionReset, reset.SocketErrorCode);
    }

    [Fact]
    public async Task Garbage_arrives_byte_for_byte_and_the_connection_goes_on()
    {
        using RawSocket socket = await RawSocket.Connect(_server.Address, Cancel);
        await socket.Ask("public/auth", Login, Cancel);
        await Inject("kind=garbage&key=a&form=invalid_utf8");
        byte[] text = await socket.Frame(Cancel);
        Assert.Equal(0x81, text[0]);
        Assert.Throws<DecoderFallbackException>(() => new UTF8Encoding(false, true).GetString(text.AsSpan(2)));
        await Inject("kind=garbage&key=a&form=binary");
        Assert.Equal(0x82, (await socket.Frame(Cancel))[0]);
        await Inject("kind=garbage&key=a&form=huge&bytes=1500000");
        Assert.Equal(1_500_010, (await socket.Frame(Cancel)).Length);
        Assert.Contains("1.2.26", await socket.Ask("public/test", "{}", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Torn_and_fragmented_frames_are_whole_messages_again_for_a_client_that_reads_on()
    {
        using ClientWebSocket socket = await Connect();
        await Inject("kind=torn&key=a&bytes=1&pause_ms=1&count=1&method=public/test");
        Assert.Contains("1.2.26", (await Ask(socket, 2, "public/test")).GetRawText(), StringComparison.Ordinal);
        await Inject("kind=fragment&key=a&bytes=10&count=1&method=public/test");
        Assert.Contains("1.2.26", (await Ask(socket, 3, "public/test")).GetRawText(), StringComparison.Ordinal);
        JsonElement status = await Status();
        Assert.All(status.GetProperty("faults").EnumerateArray(), fault => Assert.Equal("over", fault.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task A_fragmented_message_is_several_frames()
    {
        using RawSocket socket = await RawSocket.Connect(_server.Address, Cancel);
        await socket.Ask("public/auth", Login, Cancel);
        await Inject("kind=fragment&key=a&bytes=100&method=public/test");
        await socket.Send("public/test", "{}", Cancel);
        byte[] first = await socket.Frame(Cancel);
        byte[] second = await socket.Frame(Cancel);
        Assert.Equal((0x01, 100), (first[0], first[1]));
        Assert.Equal(0x80, second[0]);
        Assert.Contains("1.2.26", Encoding.UTF8.GetString([.. first[2..], .. second[2..]]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fin")]
    [InlineData("reset")]
    public async Task A_frame_is_cut_after_its_first_bytes(string end)
    {
        using RawSocket socket = await RawSocket.Connect(_server.Address, Cancel);
        await socket.Ask("public/auth", Login, Cancel);
        await Inject($"kind=cut&key=a&bytes=20&end={end}&method=public/test");
        await socket.Send("public/test", "{}", Cancel);
        byte[] seen = await socket.Exactly(20, Cancel);
        Assert.Equal("{\"jsonrpc\":\"2.0\"", Encoding.UTF8.GetString(seen.AsSpan(4)));
        if (end == "fin")
            Assert.Equal(0, await socket.Read(_buffer, Cancel));
        else
            await Assert.ThrowsAsync<SocketException>(() => socket.Read(_buffer, Cancel));
    }

    [Fact]
    public async Task A_stalled_connection_hears_everything_afterwards_and_others_meanwhile()
    {
        using ClientWebSocket stalled = await Connect();
        using ClientWebSocket other = await Connect("other");
        await Inject("kind=stall&key=a&for_ms=86400000");
        await Send(stalled, 2, "private/buy", """{"instrument_name":"BTC-PERPETUAL","amount":10,"price":50000}""");
        Task<JsonElement> reply = Receive(stalled, 2);
        Assert.Equal(0, (await Ask(other, 2, "private/get_open_orders")).GetProperty("result").GetArrayLength());
        Assert.False(reply.IsCompleted);
        await Control("control/clear", "");
        Assert.Equal("open", VenueClient.At(await reply, "result.order.order_state"));
    }

    [Fact]
    public async Task A_half_open_connection_takes_bytes_and_gives_none_until_it_is_reset()
    {
        using RawSocket socket = await RawSocket.Connect(_server.Address, Cancel);
        await socket.Ask("public/auth", Login, Cancel);
        await Inject("kind=half_open&key=a");
        await socket.Send("private/buy", """{"instrument_name":"BTC-PERPETUAL","amount":10,"price":50000}""", Cancel);
        await socket.Ping(Cancel);
        using ClientWebSocket again = await Connect();
        Assert.Equal(0, (await Ask(again, 2, "private/get_open_orders")).GetProperty("result").GetArrayLength());
        Assert.Equal(0, socket.Available);
        await Control("control/clear", "");
        await Assert.ThrowsAsync<SocketException>(() => socket.Read(_buffer, Cancel));
        await Ask(again, 3, "public/test");
    }

    [Fact]
    public async Task A_restarting_venue_takes_nobody_and_then_everybody_with_their_orders()
    {
        using RawSocket socket = await RawSocket.Connect(_server.Address, Cancel);
        await socket.Ask("public/auth", Login, Cancel);
        await socket.Ask("private/enable_cancel_on_disconnect", "{}", Cancel);
        await socket.Ask("private/buy", """{"instrument_name":"BTC-PERPETUAL","amount":10,"price":50000}""", Cancel);
        await Inject("kind=restart&orders=keep");
        await Assert.ThrowsAsync<SocketException>(() => socket.Read(_buffer, Cancel));
        using ClientWebSocket again = await Connect();
        Assert.Equal(1, (await Ask(again, 2, "private/get_open_orders")).GetProperty("result").GetArrayLength());
    }

    [Fact]
    public async Task A_lost_reply_leaves_an_http_client_waiting_and_nothing_behind_when_it_goes()
    {
        await Inject("kind=lost_reply&method=public/get_time");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Task<HttpResponseMessage> waiting = _http.GetAsync("public/get_time", patience.Token);
        while ((await Status()).GetProperty("faults")[0].GetProperty("fired").GetInt32() == 0)
            continue;
        Assert.False(waiting.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync("public/get_time", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_server_without_the_namespace_knows_none_of_it()
    {
        await using Server plain = await Server.Start(new ServerOptions { Exchange = new ExchangeOptions { HasCrowd = false } }, Cancel);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{plain.Address.Port}/api/v2/") };
        HttpResponseMessage response = await http.GetAsync("control/status", Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("-32601", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private async Task<ClientWebSocket> Connect(string key = "a")
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(_server.Address, Cancel);
        await Send(socket, 1, "public/auth", Login.Replace("\"a\"", $"\"{key}\"", StringComparison.Ordinal));
        await Receive(socket, 1);
        return socket;
    }

    private async Task<JsonElement> Control(string method, string query)
    {
        HttpResponseMessage response = await _http.GetAsync($"{method}?{query}", Cancel);
        string text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("result");
    }

    private Task<JsonElement> Inject(string query) => Control("control/inject", query);

    private Task<JsonElement> Status() => Control("control/status", "");

    private static Task Send(ClientWebSocket socket, int id, string method, string parameters = "{}") =>
        socket.SendAsync(Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{parameters}}}"""), WebSocketMessageType.Text, true, Cancel);

    private static async Task<JsonElement> Ask(ClientWebSocket socket, int id, string method)
    {
        await Send(socket, id, method);
        return await Receive(socket, id);
    }

    private static async Task<JsonElement> Receive(ClientWebSocket socket, int id)
    {
        byte[] buffer = new byte[1 << 16];
        while (true)
        {
            int length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), Cancel);
                length += part.Count;
            }
            while (!part.EndOfMessage);
            JsonElement message = JsonDocument.Parse(buffer.AsMemory(0, length)).RootElement.Clone();
            if (message.TryGetProperty("id", out JsonElement answered) && answered.GetInt32() == id)
                return message;
        }
    }
}

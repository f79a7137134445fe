using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Engine.Core.Venue;
using Engine.Native.VenueServer;
using Xunit;

namespace Engine.Tests.Venue.Clients;

/// <summary>
/// Plays a client's HTTP requests to a venue on a real socket, each signed anew over the target as it goes over the wire, and checks
/// the answers against what the client reads.
/// </summary>
internal sealed class HttpRun : IAsyncDisposable
{
    private const string Api = "/api/v2";

    private readonly Server _server;
    private readonly HttpClient _http;
    private readonly Markers _markers = new();

    private HttpRun(Server server)
    {
        _server = server;
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{server.Address.Port}") };
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task Play(IEnumerable<ClientStep> steps)
    {
        var options = new ExchangeOptions
        {
            Limits = false,
            Keys = new Dictionary<string, string> { ["key"] = Markers.Secret },
            Instruments = ["BTC-PERPETUAL", "ETH-PERPETUAL", "BTC_USDC-PERPETUAL"],
        };
        await using var run = new HttpRun(await Server.Start(new ServerOptions { Exchange = options }, Cancel));
        foreach (ClientStep step in steps)
            await run.Play(step);
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return _server.DisposeAsync();
    }

    private async Task Play(ClientStep step)
    {
        await Look();
        string target = _markers.Fill(step.Request);
        (HttpStatusCode status, JsonElement reply) = await Send(target, step.Body is null ? null : _markers.Fill(step.Body), signed: true);
        if (step.Error is int code)
        {
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Shape.Check(reply, "jsonrpc:s error.code:i error.message:s usIn:i usOut:i usDiff:i testnet:b", target);
            Assert.Equal(code, reply.GetProperty("error").GetProperty("code").GetInt32());
            return;
        }

        Assert.True(status == HttpStatusCode.OK, $"{target}: {reply.GetRawText()}");
        Shape.Check(reply, "jsonrpc:s usIn:i usOut:i usDiff:i testnet:b", target);
        JsonElement result = reply.GetProperty("result");
        Shape.Check(result, step.Reads, target);
        _markers.Learn(result);
    }

    private async Task Look()
    {
        JsonElement ticker = (await Send(Api + "/public/ticker?instrument_name=BTC-PERPETUAL", null, signed: false)).Reply.GetProperty("result");
        _markers.Bid = ticker.GetProperty("best_bid_price").GetDecimal();
        _markers.Ask = ticker.GetProperty("best_ask_price").GetDecimal();
        _markers.NowMs = ticker.GetProperty("timestamp").GetInt64();
    }

    private async Task<(HttpStatusCode Status, JsonElement Reply)> Send(string target, string? body, bool signed)
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, target);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (signed)
        {
            string signature = Markers.Sign($"{_markers.NowMs}\nabc\n{request.Method}\n{target}\n{body}\n");
            request.Headers.Authorization = new AuthenticationHeaderValue("deri-hmac-sha256", $"id=key,ts={_markers.NowMs},sig={signature},nonce=abc");
        }

        using HttpResponseMessage response = await _http.SendAsync(request, Cancel);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel)).RootElement);
    }
}

using System.Text.Json;
using Engine.Core.Venue;
using Xunit;

namespace Engine.Tests.Venue.Clients;

/// <summary>Plays a client's frames to an exchange with a moving market and checks what comes back against what the client reads.</summary>
internal sealed class SocketRun
{
    private const long Patience = 120 * VenueWorld.Second;

    private readonly VenueWorld _world = new(new ExchangeOptions
    {
        Limits = false,
        Keys = new Dictionary<string, string> { ["key"] = Markers.Secret },
        Instruments = ["BTC-PERPETUAL", "ETH-PERPETUAL", "BTC_USDC-PERPETUAL"],
    });

    private readonly VenueClient _client;
    private readonly VenueClient _onlooker;
    private readonly Markers _markers = new();

    public SocketRun()
    {
        _client = new VenueClient(_world);
        _onlooker = new VenueClient(_world);
        _world.Wait(5 * VenueWorld.Second);
    }

    public void Play(IEnumerable<ClientStep> steps)
    {
        foreach (ClientStep step in steps)
            Play(step);
    }

    private void Play(ClientStep step)
    {
        Look();
        string request = _markers.Fill(step.Request);
        _client.Raw(request);
        JsonElement reply = Reply(request);
        if (step.Error is int code)
        {
            Shape.Check(reply, "error.code:i error.message:s usIn:i usOut:i usDiff:i testnet:b", request);
            Assert.Equal(code, reply.GetProperty("error").GetProperty("code").GetInt32());
            return;
        }

        Assert.True(reply.TryGetProperty("result", out JsonElement result), $"{request}: {reply.GetRawText()}");
        Shape.Check(reply, "jsonrpc:s usIn:i usOut:i usDiff:i testnet:b", request);
        Shape.Check(result, step.Reads, request);
        _markers.Learn(result);
        if (step.Channel is not null)
            Shape.Check(Notification(step.Channel, request), step.ChannelReads, $"{step.Channel} after {request}");
    }

    /// <summary>Sees the touch as anybody can.</summary>
    private void Look()
    {
        JsonElement ticker = _onlooker.Result("public/ticker", new { instrument_name = "BTC-PERPETUAL" });
        _markers.Bid = ticker.GetProperty("best_bid_price").GetDecimal();
        _markers.Ask = ticker.GetProperty("best_ask_price").GetDecimal();
        _markers.NowMs = _world.NowNs / 1_000_000;
    }

    private JsonElement Reply(string request)
    {
        JsonElement sent = JsonDocument.Parse(request).RootElement;
        string? id = sent.TryGetProperty("id", out JsonElement element) ? element.GetRawText() : null;
        string head = id is null ? """{"jsonrpc":"2.0",""" : $$"""{"jsonrpc":"2.0","id":{{id}},""";
        int at = _client.Frames.FindIndex(frame => frame.StartsWith(head, StringComparison.Ordinal) && !frame.Contains("\"method\":", StringComparison.Ordinal));
        Assert.True(at >= 0, $"no reply to {request}");
        string reply = _client.Frames[at];
        _client.Frames.RemoveAt(at);
        return JsonDocument.Parse(reply).RootElement;
    }

    /// <summary>The first notification that a channel has brought and that was not taken yet; others are thrown away on the way.</summary>
    private JsonElement Notification(string channel, string request)
    {
        string mark = $"\"channel\":\"{channel}\",";
        for (long waited = 0; waited < Patience; waited += VenueWorld.Second / 10)
        {
            if (_client.Frames.Find(frame => frame.Contains(mark, StringComparison.Ordinal)) is string found)
            {
                _client.Frames.Clear();
                return JsonDocument.Parse(found).RootElement.GetProperty("params").GetProperty("data");
            }

            _client.Frames.Clear();
            _world.Wait(VenueWorld.Second / 10);
        }

        Assert.Fail($"nothing on {channel} after {request}");
        return default;
    }
}

using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Engine.Tests.EndToEnd.Stage;

/// <summary>The venue's own word on accounts, by its HTTP interface: a client that shares no code with the engine.</summary>
internal sealed class VenueClient(Uri venue, HttpMessageHandler handler, Func<Exception?>? failure = null) : IDisposable
{
    private readonly HttpClient _http = new(handler)
    {
        BaseAddress = new UriBuilder(venue) { Scheme = venue.Scheme == "wss" ? "https" : "http", Path = "/api/v2/" }.Uri,
    };
    private readonly object _pace = new();
    private long _askedMs;

    /// <summary>A client of a venue on a plain connection.</summary>
    public VenueClient(Uri venue)
        : this(venue, new SocketsHttpHandler())
    {
    }

    /// <summary>The result of a request that must succeed.</summary>
    public JsonElement Ask(string method, object? parameters = null, string key = VenueHost.Key)
    {
        Pace();
        string body = $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{JsonSerializer.Serialize(parameters ?? new { })}}}""";
        using var request = new HttpRequestMessage(HttpMethod.Post, method) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{key}:secret")));
        using HttpResponseMessage response = Send(request, method);
        using var reader = new StreamReader(response.Content.ReadAsStream());
        JsonElement reply = JsonDocument.Parse(reader.ReadToEnd()).RootElement;
        Assert.True(reply.TryGetProperty("result", out JsonElement result), $"{method}: {reply.GetRawText()}");
        return result;
    }

    /// <summary>The open orders of an account, each as its JSON.</summary>
    public List<JsonElement> OpenOrders(string key = VenueHost.Key) => [.. Ask("private/get_open_orders", key: key).EnumerateArray()];

    /// <summary>Open orders that carry the label of a trading process.</summary>
    public List<JsonElement> OurOrders(string key = VenueHost.Key) =>
        [.. OpenOrders(key).Where(order => order.GetProperty("label").GetString()!.StartsWith("mm-", StringComparison.Ordinal))];

    /// <summary>All trades of an account in an instrument, oldest first.</summary>
    public List<TradeRow> Trades(string instrument, string key = VenueHost.Key)
    {
        var rows = new List<TradeRow>();
        bool hasMore = true;
        while (hasMore)
        {
            JsonElement page = Ask(
                "private/get_user_trades_by_instrument",
                new { instrument_name = instrument, count = 1000, sorting = "asc", start_seq = rows.Count == 0 ? 1 : rows[^1].Sequence + 1 }, key);
            rows.AddRange(page.GetProperty("trades").EnumerateArray().Select(TradeRow.Of));
            hasMore = page.GetProperty("has_more").GetBoolean();
        }

        return rows;
    }

    /// <summary>Signed position, in the amounts of the instrument.</summary>
    public double Position(string instrument, string key = VenueHost.Key)
    {
        JsonElement position = Ask("private/get_position", new { instrument_name = instrument }, key);
        string amount = instrument.Contains('_', StringComparison.Ordinal) ? "size_currency" : "size";
        return double.Parse(position.GetProperty(position.TryGetProperty(amount, out _) ? amount : "size").GetRawText(), CultureInfo.InvariantCulture);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>A venue that has met a fault of its own ends its connections: then that is what a test fails of.</summary>
    private HttpResponseMessage Send(HttpRequestMessage request, string method)
    {
        try
        {
            return _http.Send(request, TestContext.Current.CancellationToken);
        }
        catch (HttpRequestException error) when (failure?.Invoke() is { } fault)
        {
            throw new InvalidOperationException($"{method}: the venue has failed: {fault}", error);
        }
    }

    /// <summary>The account's 20 questions a second are the traders' as well: a test that looks again and again leaves them some.</summary>
    private void Pace()
    {
        lock (_pace)
        {
            long waitMs = _askedMs + 100 - Environment.TickCount64;
            if (_askedMs != 0 && waitMs > 0)
                Monitor.Wait(_pace, (int)waitMs);
            _askedMs = Environment.TickCount64;
        }
    }
}

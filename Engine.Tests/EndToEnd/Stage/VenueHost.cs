using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Engine.Core.Venue;
using Engine.Native.VenueServer;
using Xunit;

namespace Engine.Tests.EndToEnd.Stage;

/// <summary>The embedded exchange in the test process, and its own word on accounts by its HTTP interface.</summary>
internal sealed class VenueHost : IAsyncDisposable
{
    public const string Key = "maker";
    private readonly Server _server;
    private readonly HttpClient _http;
    private readonly object _pace = new();
    private long _askedMs;

    private VenueHost(Server server, HttpClient http)
    {
        _server = server;
        _http = http;
    }

    public Uri Address => _server.Address;

    /// <summary>A market that moves fast, so that quotes fill within seconds.</summary>
    public static ExchangeOptions Lively => new() { Speed = 20, Instruments = ["BTC-PERPETUAL", "ETH-PERPETUAL", "BTC_USDC-PERPETUAL"] };

    public static async Task<VenueHost> Start(ExchangeOptions? options = null, X509Certificate2? certificate = null)
    {
        Server server = await Server.Start(
            new ServerOptions { Exchange = options ?? Lively, Certificate = certificate }, TestContext.Current.CancellationToken);
        var handler = new SocketsHttpHandler();
        if (certificate is not null)
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = Trusting(certificate) };
        var http = new HttpClient(handler)
        {
            BaseAddress = new UriBuilder(server.Address) { Scheme = certificate is null ? "http" : "https", Path = "/api/v2/" }.Uri,
        };
        return new VenueHost(server, http);
    }

    /// <summary>The result of a request that must succeed.</summary>
    public JsonElement Ask(string method, object? parameters = null, string key = Key)
    {
        Pace();
        string body = $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{JsonSerializer.Serialize(parameters ?? new { })}}}""";
        using var request = new HttpRequestMessage(HttpMethod.Post, method) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{key}:secret")));
        using HttpResponseMessage response = _http.Send(request, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(response.Content.ReadAsStream());
        JsonElement reply = JsonDocument.Parse(reader.ReadToEnd()).RootElement;
        Assert.True(reply.TryGetProperty("result", out JsonElement result), $"{method}: {reply.GetRawText()}");
        return result;
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

    /// <summary>The open orders of an account, each as its JSON.</summary>
    public List<JsonElement> OpenOrders(string key = Key) => [.. Ask("private/get_open_orders", key: key).EnumerateArray()];

    /// <summary>Open orders that carry the label of a trading process.</summary>
    public List<JsonElement> OurOrders(string key = Key) =>
        [.. OpenOrders(key).Where(order => order.GetProperty("label").GetString()!.StartsWith("mm-", StringComparison.Ordinal))];

    /// <summary>All trades of an account in an instrument, oldest first.</summary>
    public List<TradeRow> Trades(string instrument, string key = Key)
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
    public double Position(string instrument, string key = Key)
    {
        JsonElement position = Ask("private/get_position", new { instrument_name = instrument }, key);
        string amount = instrument.Contains('_', StringComparison.Ordinal) ? "size_currency" : "size";
        return double.Parse(position.GetProperty(position.TryGetProperty(amount, out _) ? amount : "size").GetRawText(), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    private static X509ChainPolicy Trusting(X509Certificate2 certificate)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(certificate);
        return policy;
    }
}

using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
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

    private VenueHost(Server server, HttpMessageHandler handler)
    {
        _server = server;
        Client = new VenueClient(server.Address, handler, () => server.Failure);
    }

    public Uri Address => _server.Address;

    /// <summary>What asks it.</summary>
    public VenueClient Client { get; }

    /// <summary>A market that moves fast, so that quotes fill within seconds.</summary>
    public static ExchangeOptions Lively => new() { Speed = 20, Instruments = ["BTC-PERPETUAL", "ETH-PERPETUAL", "BTC_USDC-PERPETUAL"] };

    public static async Task<VenueHost> Start(ExchangeOptions? options = null, X509Certificate2? certificate = null, int port = 0)
    {
        Server server = await Server.Start(
            new ServerOptions { Exchange = options ?? Lively, Certificate = certificate, Port = port }, TestContext.Current.CancellationToken);
        var handler = new SocketsHttpHandler();
        if (certificate is not null)
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = Trusting(certificate) };
        return new VenueHost(server, handler);
    }

    /// <inheritdoc cref="VenueClient.Ask"/>
    public JsonElement Ask(string method, object? parameters = null, string key = Key) => Client.Ask(method, parameters, key);

    /// <inheritdoc cref="VenueClient.OpenOrders"/>
    public List<JsonElement> OpenOrders(string key = Key) => Client.OpenOrders(key);

    /// <inheritdoc cref="VenueClient.OurOrders"/>
    public List<JsonElement> OurOrders(string key = Key) => Client.OurOrders(key);

    /// <inheritdoc cref="VenueClient.Trades"/>
    public List<TradeRow> Trades(string instrument, string key = Key) => Client.Trades(instrument, key);

    /// <inheritdoc cref="VenueClient.Position"/>
    public double Position(string instrument, string key = Key) => Client.Position(instrument, key);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
    }

    private static X509ChainPolicy Trusting(X509Certificate2 certificate)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(certificate);
        return policy;
    }
}

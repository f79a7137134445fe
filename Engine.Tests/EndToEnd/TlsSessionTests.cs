using System.Security.Cryptography.X509Certificates;
using Engine.Native.Net.Tls;
using Engine.Tests.EndToEnd.Stage;
using Engine.Tests.Net;
using Xunit;

namespace Engine.Tests.EndToEnd;

/// <summary>Sessions over TLS with the venue's own certificate, by the program itself: the trust file is read from the environment.</summary>
public sealed class TlsSessionTests
{
    [Fact]
    public async Task A_session_over_TLS_trades_when_the_certificate_is_trusted()
    {
        using X509Certificate2 certificate = Certificates.SelfSigned();
        await using VenueHost venue = await VenueHost.Start(certificate: certificate);
        using var folder = new TemporaryFolder();
        using EngineChild engine = Trade(folder, venue.Address, TestAuthority.WritePem(certificate));
        Until.Holds(() => Books.IsFilled(folder.PathOf("t.db")), "fills on both sides", () => $"{engine.Output}{engine.Error}");
        engine.Interrupt();
        Assert.Equal(0, engine.Ended());
        Assert.StartsWith("wss://", venue.Address.ToString(), StringComparison.Ordinal);
        Assert.Empty(venue.OpenOrders());
        Assert.NotEmpty(Books.Balance(folder.PathOf("t.db"), venue, "BTC-PERPETUAL"));
        Books.SessionEnded(folder.PathOf("t.db"), 0);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_ends_the_start_and_host_and_reason_are_named()
    {
        using X509Certificate2 certificate = Certificates.SelfSigned();
        await using VenueHost venue = await VenueHost.Start(certificate: certificate);
        using var folder = new TemporaryFolder();
        using EngineChild engine = Trade(folder, venue.Address, TestAuthority.Shared.TrustFile);
        Assert.Equal(1, engine.Ended());
        Assert.Contains("127.0.0.1", engine.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("certificate", engine.Error.ToString(), StringComparison.Ordinal);
    }

    private static EngineChild Trade(TemporaryFolder folder, Uri address, string trustFile) => EngineChild.Start(
        folder.Root,
        ["trade", "--config", folder.Write("t.toml", EngineChild.Config), "--url", address.ToString(), "--db", "t.db", "--headless"],
        ("DERIBIT_API_KEY", VenueHost.Key), ("DERIBIT_API_SECRET", "secret"), ("SSL_CERT_FILE", trustFile));
}

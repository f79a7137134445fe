using System.Security.Cryptography.X509Certificates;
using Engine.Native.Net;
using Engine.Tests.Wire.WebSocket;
using Xunit;

namespace Engine.Tests.Net;

public class TlsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_certificate_by_a_trusted_authority_for_this_address_is_taken()
    {
        using X509Certificate2 certificate = TestAuthority.Shared.Issue("127.0.0.1");
        using ScriptedServer server = new(certificate);
        Task<WsConnection> client = EchoRun.Start(server.Address, new WsOptions { TrustFile = TestAuthority.Shared.TrustFile });
        await server.Accept(Cancel);
        await server.Send(ServerFrame.Close(1000), Cancel);
        Assert.Equal("Close 1000", ConformanceCase.Describe((await server.ReadFrame(Cancel))!.Value));
        server.EndTcp();
        WsConnection connection = await client;
        Assert.Equal(WsCloseReason.ClosedByPeer, connection.CloseReason);
        Assert.Equal("TLSv1.3", connection.Security);
    }

    [Fact]
    public async Task A_certificate_for_this_host_name_is_taken_and_the_name_is_sent()
    {
        using X509Certificate2 certificate = TestAuthority.Shared.Issue("localhost");
        using ScriptedServer server = new(certificate);
        Task<WsConnection> client = EchoRun.Start($"wss://localhost:{server.Port}/", new WsOptions { TrustFile = TestAuthority.Shared.TrustFile });
        await server.Accept(Cancel);
        Assert.Equal("localhost", ((System.Net.Security.SslStream)server.Stream).TargetHostName);
        await server.Send(ServerFrame.Close(1000), Cancel);
        await server.ReadFrame(Cancel);
        server.EndTcp();
        Assert.Equal(WsCloseReason.ClosedByPeer, (await client).CloseReason);
    }

    [Fact]
    public async Task A_self_signed_certificate_is_taken_where_the_trust_file_is_that_certificate()
    {
        using X509Certificate2 certificate = TestAuthority.SelfSigned("127.0.0.1");
        using ScriptedServer server = new(certificate);
        Task<WsConnection> client = EchoRun.Start(server.Address, new WsOptions { TrustFile = TestAuthority.WritePem(certificate) });
        await server.Accept(Cancel);
        server.EndTcp();
        Assert.Equal(WsCloseReason.Dropped, (await client).CloseReason);
    }

    public static TheoryData<string, string> Faults => new()
    {
        { "unknown authority", "unable to get local issuer certificate" },
        { "self-signed", "self-signed certificate|self signed certificate" },
        { "other host name", "hostname mismatch|Hostname mismatch" },
        { "other address", "IP address mismatch" },
        { "name instead of address", "IP address mismatch" },
        { "expired", "certificate has expired" },
        { "not yet valid", "certificate is not yet valid" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Each_certificate_fault_is_refused_before_the_request_is_sent_and_the_host_is_named(string fault, string reasons)
    {
        using X509Certificate2 certificate = fault switch
        {
            "unknown authority" => new TestAuthority("Unknown authority").Issue("127.0.0.1"),
            "self-signed" => TestAuthority.SelfSigned("127.0.0.1"),
            "other host name" => TestAuthority.Shared.Issue("example.com"),
            "other address" => TestAuthority.Shared.Issue("127.0.0.2"),
            "name instead of address" => TestAuthority.Shared.Issue("localhost"),
            "expired" => TestAuthority.Shared.Issue("127.0.0.1", -30, -1),
            _ => TestAuthority.Shared.Issue("127.0.0.1", 1, 30),
        };
        using ScriptedServer server = new(certificate);
        string host = fault == "other host name" ? "localhost" : "127.0.0.1";
        Task<WsConnection> client = EchoRun.Start($"wss://{host}:{server.Port}/", new WsOptions { TrustFile = TestAuthority.Shared.TrustFile });
        Exception? refusal = await Record.ExceptionAsync(() => server.AcceptRequest(Cancel));
        WsConnection connection = await client;
        Assert.NotNull(refusal);
        Assert.Equal("", server.Request);
        Assert.Equal(WsCloseReason.CertificateRefused, connection.CloseReason);
        Assert.Contains($"'{host}'", connection.CloseSentence, StringComparison.Ordinal);
        Assert.Contains(reasons.Split('|'), reason => connection.CloseSentence.Contains(reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_goes_away_during_the_TLS_handshake_is_one_that_was_lost(bool isReset)
    {
        using ScriptedServer server = new();
        Task<WsConnection> client = EchoRun.Start($"wss://127.0.0.1:{server.Port}/", new WsOptions { TrustFile = TestAuthority.Shared.TrustFile });
        await server.AcceptTcp(Cancel);
        if (isReset)
            server.ResetTcp();
        else
            server.EndTcp();
        WsConnection connection = await client;
        Assert.Equal(WsCloseReason.Dropped, connection.CloseReason);
        Assert.Contains("TLS handshake", connection.CloseSentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_speak_TLS_is_told_as_such()
    {
        using ScriptedServer server = new();
        Task<WsConnection> client = EchoRun.Start($"wss://127.0.0.1:{server.Port}/", new WsOptions { TrustFile = TestAuthority.Shared.TrustFile });
        await server.AcceptTcp(Cancel);
        await server.Send("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), Cancel);
        server.EndTcp();
        WsConnection connection = await client;
        Assert.Equal(WsCloseReason.TlsFailed, connection.CloseReason);
        Assert.Contains("TLS handshake failed", connection.CloseSentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trust_file_that_cannot_be_read_is_named()
    {
        using WsConnection connection = EchoRun.Connection("wss://127.0.0.1:1/", new WsOptions { TrustFile = "/no/such/authority.pem" });
        connection.Connect(EchoRun.NowNs);
        Assert.Equal((WsState.Closed, WsCloseReason.TlsUnavailable), (connection.State, connection.CloseReason));
        Assert.Contains("/no/such/authority.pem", connection.CloseSentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writing_to_a_TLS_connection_that_the_server_reset_does_not_kill_the_process()
    {
        using X509Certificate2 certificate = TestAuthority.Shared.Issue("127.0.0.1");
        using ScriptedServer server = new(certificate);
        using WsConnection connection = EchoRun.Connection(server.Address, new WsOptions { TrustFile = TestAuthority.Shared.TrustFile });
        Task accepting = server.Accept(Cancel);
        connection.Connect(EchoRun.NowNs);
        EchoRun.Until(connection, () => connection.State == WsState.Open);
        await accepting;
        server.ResetTcp();
        // The first write meets the reset, the second would raise SIGPIPE where it is not ignored.
        for (int i = 0; connection.State == WsState.Open; i++)
        {
            if (connection.Output.BeginMessage(20_000, out Span<byte> room) == Engine.Core.Wire.WebSocket.OutputRoom.Granted)
                connection.Output.CommitMessage(room.Length, Engine.Core.Wire.WebSocket.Opcode.Text);
            connection.Flush(EchoRun.NowNs);
        }
        EchoRun.ToTheEnd(connection);
        Assert.Equal(WsCloseReason.Dropped, connection.CloseReason);
    }

    [Fact]
    public void The_broken_pipe_signal_is_ignored_by_the_process()
    {
        using WsConnection connection = EchoRun.Connection("ws://127.0.0.1:1/");
        string line = File.ReadLines("/proc/self/status").Single(line => line.StartsWith("SigIgn:", StringComparison.Ordinal));
        ulong ignored = Convert.ToUInt64(line.Split('\t')[1], 16);
        Assert.True((ignored & (1UL << 12)) != 0, line);
    }
}

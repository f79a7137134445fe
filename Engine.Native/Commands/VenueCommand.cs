using Engine.Native.Linux;
using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Engine.Core.Venue;
using Engine.Native.Net.Tls;
using Engine.Native.VenueServer;

namespace Engine.Native.Commands;

/// <summary><c>engine venue</c>: the embedded exchange alone, for any client.</summary>
internal static class VenueCommand
{
    private static readonly Option<int> s_port = new("--port") { Description = "Port to listen on; 0 takes any free one.", DefaultValueFactory = _ => 0 };
    private static readonly Option<string> s_bind = new("--bind") { Description = "Address to listen on.", DefaultValueFactory = _ => "127.0.0.1" };
    private static readonly Option<ulong> s_seed = new("--seed") { Description = "Seed of the market; the same seed gives the same market.", DefaultValueFactory = _ => 1 };
    private static readonly Option<double> s_speed = new("--speed") { Description = "How many times faster than real time the market moves.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string> s_limits = new("--limits") { Description = "Whether requests cost rate credits: on or off.", DefaultValueFactory = _ => "on" };
    private static readonly Option<double> s_latency = new("--latency-ms") { Description = "How long the matching engine takes to answer, milliseconds.", DefaultValueFactory = _ => 0 };
    private static readonly Option<string[]> s_keys = new("--key") { Description = "An accepted API key; repeat for more. Without any, every key is taken. Each key is an account." };
    private static readonly Option<string[]> s_secrets = new("--secret") { Description = "The secret of the key at the same place." };
    private static readonly Option<bool> s_tls = new("--tls") { Description = "Serve wss and https with a certificate made at the start, whose file is printed for SSL_CERT_FILE, or with --cert and --key-file." };
    private static readonly Option<string?> s_certificate = new("--cert") { Description = "Certificate file (PEM)." };
    private static readonly Option<string?> s_keyFile = new("--key-file") { Description = "Private key file (PEM)." };
    private static readonly Option<bool> s_stdin = new("--exit-on-stdin-close") { Description = "End when standard input is closed: for use as a child process." };
    private static readonly Option<bool> s_quiet = new("--quiet") { Description = "Print nothing but the first line." };

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        s_limits.AcceptOnlyFromAmong("on", "off");
        var command = new Command("venue", "Run the Deribit-compatible exchange. The first line printed is 'listening ws://ADDRESS:PORT/ws/api/v2'; HTTP is at /api/v2.");
        foreach (Option option in (Option[])[s_port, s_bind, s_seed, .. VenueInstruments.Options, s_speed, s_limits, s_latency, s_keys, s_secrets, s_tls, s_certificate, s_keyFile, s_stdin, s_quiet])
            command.Options.Add(option);
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancellation)
    {
        bool quiet = parsed.GetValue(s_quiet);
        try
        {
            // A child leaves Ctrl-C to its parent, which still has orders to cancel here.
            if (parsed.GetValue(s_stdin))
                ProcessLifetime.LeaveTerminal();
            string? certificateFile = null;
            using X509Certificate2? certificate = Certificate(parsed, ref certificateFile);
            await using Server server = await Server.Start(Options(parsed, certificate), cancellation).ConfigureAwait(false);
            await Console.Out.WriteLineAsync($"listening {server.Address}").ConfigureAwait(false);
            if (!quiet && certificateFile is not null)
                await Console.Out.WriteLineAsync($"certificate {certificateFile} (set SSL_CERT_FILE to it)").ConfigureAwait(false);
            await Console.Out.FlushAsync(cancellation).ConfigureAwait(false);
            if (parsed.GetValue(s_stdin))
                StopOnEndOfInput(server);
            await Ended(server, cancellation).ConfigureAwait(false);
            if (certificateFile is not null)
                File.Delete(certificateFile);
            if (server.Failure is not Exception failure)
                return 0;
            await Console.Error.WriteLineAsync($"venue: the exchange stopped: {failure}").ConfigureAwait(false);
            return 1;
        }
        catch (Exception error) when (error is IOException or ArgumentException or CryptographicException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"venue: {error.Message}").ConfigureAwait(false);
            return 1;
        }
    }

    private static ServerOptions Options(ParseResult parsed, X509Certificate2? certificate) => new()
    {
        Address = IPAddress.TryParse(parsed.GetValue(s_bind), out IPAddress? address)
            ? address
            : throw new ArgumentException($"--bind {parsed.GetValue(s_bind)}: not an IP address"),
        Port = parsed.GetValue(s_port) is >= 0 and <= 65535 and int port
            ? port
            : throw new ArgumentException($"--port {parsed.GetValue(s_port)}: must lie between 0 and 65535"),
        Certificate = certificate,
        Exchange = VenueInstruments.Apply(parsed, new ExchangeOptions
        {
            Seed = parsed.GetValue(s_seed),
            Speed = parsed.GetValue(s_speed) is > 0 and <= 1000 and double speed
                ? speed
                : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"--speed {parsed.GetValue(s_speed)}: must lie above 0 and not above 1000")),
            Limits = parsed.GetValue(s_limits) == "on",
            MatchingLatencyNs = (long)(Math.Clamp(parsed.GetValue(s_latency), 0, 60_000) * 1e6),
            Keys = Keys(parsed),
        }),
    };

    private static Dictionary<string, string> Keys(ParseResult parsed)
    {
        string[] keys = parsed.GetValue(s_keys) ?? [];
        string[] secrets = parsed.GetValue(s_secrets) ?? [];
        if (keys.Length != secrets.Length)
            throw new ArgumentException($"--key is given {keys.Length} times and --secret {secrets.Length} times: each key needs its secret");
        var all = new Dictionary<string, string>();
        for (int i = 0; i < keys.Length; i++)
        {
            if (!all.TryAdd(keys[i], secrets[i]))
                throw new ArgumentException($"--key {keys[i]} is given twice");
        }

        return all;
    }

    private static X509Certificate2? Certificate(ParseResult parsed, ref string? writtenTo)
    {
        string? file = parsed.GetValue(s_certificate);
        string? key = parsed.GetValue(s_keyFile);
        if (file is not null || key is not null)
            return file is null || key is null ? throw new ArgumentException("--cert and --key-file belong together") : Certificates.FromFiles(file, key);
        if (!parsed.GetValue(s_tls))
            return null;
        X509Certificate2 certificate = Certificates.SelfSigned();
        writtenTo = Path.Combine(Path.GetTempPath(), $"engine-venue-{Environment.ProcessId}.pem");
        File.WriteAllText(writtenTo, certificate.ExportCertificatePem());
        return certificate;
    }

    private static void StopOnEndOfInput(Server server)
    {
        var watcher = new Thread(() =>
        {
            using Stream input = Console.OpenStandardInput();
            Span<byte> ignored = stackalloc byte[256];
            while (input.Read(ignored) > 0)
                continue;
            server.Stop();
        })
        { Name = "stdin", IsBackground = true };
        watcher.Start();
    }

    private static async Task Ended(Server server, CancellationToken cancellation)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration stopping = server.Stopping.Register(() => ended.TrySetResult());
        await using CancellationTokenRegistration cancelled = cancellation.Register(() => ended.TrySetResult());
        await ended.Task.ConfigureAwait(false);
    }
}

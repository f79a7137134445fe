using System.CommandLine;
using System.Net;
using Engine.Core.Venue;
using Engine.Native.Commands.Options;
using Engine.Native.VenueServer;

namespace Engine.Native.Commands.Venue;

/// <summary>The options of <c>engine venue</c> and what they make of a command line.</summary>
internal sealed class VenueOptions
{
    private const double MaxSpeed = 1000;
    private const double MaxLatencyMs = 60_000;
    private const int ConnectionsPerAddress = 32;

    private readonly Option<int> _port = OptionOf.Port("--port", "Port to listen on.", 0);
    private readonly Option<IPAddress> _bind = OptionOf.Address("--bind", "Address to listen on; 0.0.0.0 for every network.", IPAddress.Loopback);
    private readonly ListedInstruments _instruments = new();
    private readonly Option<ulong> _seed = OptionOf.Seed("Seed of the market; the same seed gives the same market.", 1);
    private readonly MarketOptions _market = new();
    private readonly Option<double> _speed = OptionOf.Factor("--speed", "How many times faster than real time the market moves.", MaxSpeed);
    private readonly Option<double> _latencyMs = OptionOf.Number("--latency-ms", "How long the matching engine takes to answer.", "ms", 0, MaxLatencyMs, 0);
    private readonly Option<string> _limits = OptionOf.OneOf("--limits", "Whether requests cost rate credits, wait in a queue of eight, and connections are counted.", "on", "off");

    private readonly Option<int?> _maxConnections = OptionOf.Whole(
        "--max-connections", $"Connections of one address, the next is answered 429; {ConnectionsPerAddress} unless given, without a cap where limits are off.", "n", 1, 1_000_000);

    private readonly Option<string[]> _keys = new("--key")
    {
        Description = "An accepted API key; repeat for more. Each key is an account. Without any, every key is taken.",
        HelpName = "key",
    };

    private readonly Option<string[]> _secrets = new("--secret") { Description = "The secret of the key at the same place.", HelpName = "secret" };
    private readonly Option<bool> _tls = new("--tls") { Description = "Serve wss and https, under a certificate made at the start (its file is printed for SSL_CERT_FILE) or under --cert and --key-file." };
    private readonly Option<string?> _certificate = new("--cert") { Description = "Certificate, with its chain if it has one (PEM).", HelpName = "file" };
    private readonly Option<string?> _keyFile = new("--key-file") { Description = "Its private key (PEM).", HelpName = "file" };
    private readonly Option<string?> _echoPath = new("--echo-path") { Description = "Serve a WebSocket echo at this path, for protocol conformance suites.", HelpName = "path" };
    private readonly Option<bool> _control = new("--control") { Description = "Serve the methods control/inject, control/list, control/status and control/clear, which make things go wrong on demand." };
    private readonly Option<string?> _controlToken = new("--control-token") { Description = "Serve them to requests that bring this token alone.", HelpName = "token" };
    private readonly Option<string?> _faults = new("--faults") { Description = "What is to go wrong and when: a script of [[fault]] tables.", HelpName = "file" };
    private readonly Option<bool> _stdin = new("--exit-on-stdin-close") { Description = "End when standard input is closed, and leave Ctrl-C to the process at its other end." };
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Print nothing but the first line." };

    /// <summary>In the order of the help.</summary>
    public IReadOnlyList<Option> All =>
    [
        _port, _bind,
        .. _instruments.All, _seed, _speed, .. _market.All, _latencyMs,
        _limits, _maxConnections,
        _keys, _secrets,
        _tls, _certificate, _keyFile,
        _echoPath,
        _control, _controlToken, _faults,
        _stdin, _quiet,
    ];

    /// <summary>Reads a command line whose values are good one by one; throws <see cref="UsageException"/> where they do not go together.</summary>
    public VenueRequest Read(ParseResult parsed)
    {
        ServerOptions server = Server(parsed);
        return new VenueRequest
        {
            Server = server,
            // Last, because it may write a file, which only the request removes.
            Identity = ServerIdentity.Of(parsed.GetValue(_tls), parsed.GetValue(_certificate), parsed.GetValue(_keyFile)),
            IsQuiet = parsed.GetValue(_quiet),
            IsChild = parsed.GetValue(_stdin),
        };
    }

    private ServerOptions Server(ParseResult parsed) => new()
    {
        Address = parsed.GetValue(_bind)!,
        Port = parsed.GetValue(_port),
        MaxConnectionsPerAddress = parsed.GetValue(_maxConnections) ?? (HasLimits(parsed) ? ConnectionsPerAddress : 0),
        EchoPath = EchoPath(parsed),
        Exchange = Exchange(parsed),
    };

    private ExchangeOptions Exchange(ParseResult parsed) => FaultScript.Into(parsed.GetValue(_faults), _market.Apply(_instruments.Apply(new ExchangeOptions
    {
        Seed = parsed.GetValue(_seed),
        Speed = parsed.GetValue(_speed),
        Limits = HasLimits(parsed),
        MatchingLatencyNs = (long)(parsed.GetValue(_latencyMs) * 1e6),
        Keys = KeyPairs.Read(parsed.GetValue(_keys) ?? [], parsed.GetValue(_secrets) ?? []),
        Control = parsed.GetValue(_control) || parsed.GetValue(_controlToken) is not null,
        ControlToken = parsed.GetValue(_controlToken),
    }, parsed), _instruments.AreNamed(parsed), parsed));

    private bool HasLimits(ParseResult parsed) => parsed.GetValue(_limits) == "on";

    private string? EchoPath(ParseResult parsed)
    {
        string? path = parsed.GetValue(_echoPath);
        if (path is not null && (path.Length < 2 || path[0] != '/' || path.AsSpan().IndexOfAny("?# ") >= 0 || Endpoints.IsTaken(path)))
            throw new UsageException($"--echo-path: found \"{path}\", expected a path of its own, such as /echo");
        return path;
    }
}

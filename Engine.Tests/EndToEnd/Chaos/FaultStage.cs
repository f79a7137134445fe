using Engine.Tests.EndToEnd.Proxy;
using Engine.Tests.EndToEnd.Stage;
using Xunit;

namespace Engine.Tests.EndToEnd.Chaos;

/// <summary>
/// The program and the exchange as processes of their own with a road between them, for faults of machines and networks. However it went,
/// it ends with the same comparison: <see cref="EndWhole"/>.
/// </summary>
internal sealed class FaultStage : IDisposable
{
    private const string Instrument = "BTC-PERPETUAL";

    // What is unanswered is noticed within seconds, a silent book sooner.
    private const string Patience = """
        request_timeout_ms = 2000
        reconnect_ms = 20
        stop_seconds = {0}

        [risk]
        stale_book_seconds = 0.5

        [journal]
        behind_seconds = 5

        """;

    private readonly TemporaryFolder _folder = new();
    private readonly string? _database;
    private readonly int _stopSeconds;

    /// <summary>Starts both; the road is prepared for each connection before its first byte.</summary>
    public FaultStage(Action<ProxyLink>? prepare = null, string? database = null, int stopSeconds = 20)
    {
        _database = database;
        _stopSeconds = stopSeconds;
        Venue = VenueChild.Start(_folder.Root, seed: 7);
        Proxy = new FaultProxy(Venue.Address, prepare);
        Engine = Start();
    }

    public VenueChild Venue { get; }

    public FaultProxy Proxy { get; }

    public EngineChild Engine { get; private set; }

    /// <summary>The database.</summary>
    public string Database => _database ?? _folder.PathOf("t.db");

    private string Said => $"{Engine.Output}{Engine.Error}";

    /// <summary>The account has traded so often in all.</summary>
    public void UntilTrades(int count) => Until.Holds(
        () => Engine.HasExited || Venue.Client.Trades(Instrument).Count >= count, $"{count} trades", () => Said);

    /// <summary>The road has had so many connections, and the newest has brought quotes.</summary>
    public void UntilQuotingOn(int link) => Until.Holds(
        () => Engine.HasExited || Proxy.Links.Skip(link - 1).Any(newer => newer.HasQuoted), $"connection {link} or a later one quotes", () => Said);

    /// <summary>Kills the program and starts it again.</summary>
    public void Restart()
    {
        Engine.Kill();
        Engine.Dispose();
        Engine = Start();
    }

    /// <summary>Stops the program and compares everything with the venue's own word.</summary>
    public void EndWhole()
    {
        Assert.False(Engine.HasExited, Said);
        Engine.Interrupt();
        int code = Engine.Ended();
        Assert.True(code == 0, $"exit code {code}: {Said}");
        Assert.NotEmpty(Books.AreWhole(Database, Venue.Client, Instrument));
    }

    public void Dispose()
    {
        Engine.Dispose();
        Proxy.Dispose();
        Venue.Dispose();
        _folder.Dispose();
    }

    private EngineChild Start()
    {
        string config = EngineChild.Config.Replace("connect_seconds = 2\n", "connect_seconds = 10\n" + Patience.Replace("{0}", $"{_stopSeconds}", StringComparison.Ordinal), StringComparison.Ordinal);
        return EngineChild.Start(
            _folder.Root,
            ["trade", "--config", _folder.Write("t.toml", config), "--url", Proxy.Address.ToString(), "--db", Database, "--headless"],
            ("DERIBIT_API_KEY", VenueHost.Key), ("DERIBIT_API_SECRET", "secret"));
    }
}

using System.Diagnostics;
using Engine.Core.Primitives;
using Engine.Tests.EndToEnd.Proxy;
using Engine.Tests.EndToEnd.Stage;
using Xunit;

namespace Engine.Tests.EndToEnd.Chaos;

/// <summary>
/// The trading program against the exchange, each a process of its own, and <c>kill -9</c> at random moments. A round kills it once or
/// several times in a row, then lets it start and stop as it should, and compares everything with the venue's own word. The road
/// between them is a proxy: a death may go unnoticed, so that orders stay and fill on, and requests may still be on their way.
/// </summary>
internal sealed class KillLoop : IDisposable
{
    private const string Instrument = "BTC-PERPETUAL";
    private const int MostKills = 3;

    private static readonly string[] s_logins = ["public/hello", "public/auth", "public/subscribe", "private/subscribe"];
    private static readonly string[] s_questions = ["private/get_open_orders_by_instrument", "private/get_user_trades_by_instrument", "private/get_position"];

    private readonly TemporaryFolder _folder = new();
    private readonly VenueChild _venue;
    private readonly FaultProxy _proxy;
    private readonly object _pause = new();
    private Prng _random;
    private bool _isUnnoticed;
    private int _heldFrom = int.MaxValue;
    private ManualResetEventSlim _road = new(initialState: true);
    private double _startMs = 400;

    public KillLoop(ulong seed)
    {
        Seed = seed;
        _random = new Prng(seed);
        _venue = VenueChild.Start(_folder.Root, seed % 1_000_000, speed: 40);
        _proxy = new FaultProxy(_venue.Address, Prepare);
    }

    public ulong Seed { get; }

    /// <summary>Kills so far, by moment.</summary>
    public int[] Kills { get; } = new int[Enum.GetValues<KillMoment>().Length];

    /// <summary>Orders that were open at the venue when a killed session's successor began.</summary>
    public int OrdersLeft { get; private set; }

    /// <summary>Trades of the venue's list, all of them rows.</summary>
    public int Trades { get; private set; }

    /// <summary>The database.</summary>
    public string Database => _folder.PathOf("t.db");

    /// <summary>One round; throws what does not hold.</summary>
    public void Round()
    {
        _isUnnoticed = _random.Below(3) != 0;
        for (int kills = 1 + (_random.Below(4) == 0 ? _random.Below(MostKills) : 0); kills > 0; kills--)
        {
            KillMoment moment = (KillMoment)_random.Below(Kills.Length);
            Kill(moment);
            Kills[(int)moment]++;
        }

        Pause(_random.Below(60));
        OrdersLeft += _venue.Client.OurOrders().Count;
        int links = _proxy.Links.Count;
        _isUnnoticed = false;
        using (EngineChild engine = Trade())
        {
            long began = Stopwatch.GetTimestamp();
            Until.Holds(() => engine.HasExited || _proxy.Links.Skip(links).Any(link => link.Methods.Count > 0), "it connects", () => Said(engine));
            _startMs = (_startMs + Stopwatch.GetElapsedTime(began).TotalMilliseconds) / 2;
            _road.Set(); // what was still on its way arrives now, while the next session asks or trades
            Until.Holds(() => engine.HasExited || _proxy.Links.Skip(links).Any(link => link.HasQuoted), "it quotes", () => Said(engine));
            Pause(_random.Below(100));
            Assert.False(engine.HasExited, Said(engine));
            engine.Interrupt();
            Assert.True(engine.Ended() == 0, $"exit code {engine.Ended()}: {Said(engine)}");
        }

        Trades = Books.AreWhole(Database, _venue.Client, Instrument).Count;
        foreach (ProxyLink link in _proxy.Links)
            link.End(); // those that the venue still held open
    }

    public void Dispose()
    {
        _road.Set();
        _proxy.Dispose();
        _venue.Dispose();
        _folder.Dispose();
        _road.Dispose();
    }

    private static string Said(EngineChild engine) => $"{engine.Output}{engine.Error}";

    private void Prepare(ProxyLink link)
    {
        ManualResetEventSlim road = _road;
        int heldFrom = _heldFrom;
        link.KeepsVenue = _isUnnoticed;
        link.RequestRule = text =>
        {
            if (link.Methods.Count(ProxyLink.IsQuote) >= heldFrom)
                road.Wait(TimeSpan.FromSeconds(30));
            return text;
        };
    }

    private void Kill(KillMoment moment)
    {
        // On some roads the last requests are still on their way when the process dies.
        bool isHeld = _isUnnoticed && moment is KillMoment.Placing or KillMoment.Quoting && _random.Below(2) == 0;
        _road.Set();
        if (isHeld)
            (_road, _heldFrom) = (new ManualResetEventSlim(initialState: false), 1 + _random.Below(4));
        int links = _proxy.Links.Count;
        using EngineChild engine = Trade();
        _ = moment switch
        {
            KillMoment.LoggingIn => Asked(engine, links, s_logins[_random.Below(s_logins.Length)], 8),
            KillMoment.Reconciling => Asked(engine, links, s_questions[_random.Below(s_questions.Length)], 8),
            KillMoment.Placing => Quoted(engine, links, 1 + _random.Below(2), 5),
            KillMoment.Quoting => Quoted(engine, links, isHeld ? 1 : 1 + _random.Below(12), 250),
            KillMoment.Stopping => Stopped(engine, links),
            _ => Pause(_random.Below((int)(_startMs * 1.5) + 10)),
        };
        engine.Kill();
        _heldFrom = int.MaxValue;
    }

    private bool Asked(EngineChild engine, int links, string method, int mostMs)
    {
        Until.Holds(() => engine.HasExited || _proxy.Links.Skip(links).Any(link => link.Asked(method)), method, () => Said(engine));
        return Pause(_random.Below(mostMs));
    }

    private bool Quoted(EngineChild engine, int links, int quotes, int mostMs)
    {
        Until.Holds(
            () => engine.HasExited || _proxy.Links.Skip(links).Sum(link => link.Methods.Count(ProxyLink.IsQuote)) >= quotes, $"{quotes} quotes", () => Said(engine));
        return Pause(_random.Below(mostMs));
    }

    private bool Stopped(EngineChild engine, int links)
    {
        Quoted(engine, links, 1, 20);
        Assert.False(engine.HasExited, Said(engine));
        engine.Interrupt();
        return Pause(_random.Below(40));
    }

    /// <summary>Lets a random time pass: what is waited for is nothing but that.</summary>
    private bool Pause(int ms)
    {
        lock (_pause)
            return ms > 0 && Monitor.Wait(_pause, ms);
    }

    private EngineChild Trade() => EngineChild.Start(
        _folder.Root,
        ["trade", "--config", _folder.Write("t.toml", EngineChild.Config.Replace("connect_seconds = 2", "connect_seconds = 10", StringComparison.Ordinal)), "--url", _proxy.Address.ToString(), "--db", "t.db", "--headless"],
        ("DERIBIT_API_KEY", VenueHost.Key), ("DERIBIT_API_SECRET", "secret"));
}

using Engine.Core.Events;
using Engine.Native.Composition;
using Engine.Native.Config;
using Engine.Native.Config.Sections;
using Engine.Native.Hosting;
using Engine.Native.Status;
using Engine.Native.Status.Blocks;
using Xunit;

namespace Engine.Tests.EndToEnd.Stage;

/// <summary>A whole trading process, but for its command line, on threads of the test process. Observed as an operator would: by status file and output.</summary>
internal sealed class TraderRun : IDisposable
{
    // Far beyond the time that a clean stop may take.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly StopSignal _stop = new();
    private readonly Transcript _output = new();
    private readonly MemoryStream _lines = new();
    private readonly Thread _thread;
    private readonly EngineConfig _config;
    private StatusReader? _status;
    private Exception? _failure;
    private int _exitCode = -1;

    private TraderRun(Uri address, EngineConfig config, string key)
    {
        _config = config;
        TradeSetup setup = new()
        {
            Config = config,
            Address = address,
            Keys = new ApiKeys(key, "secret"),
            Environment = "paper",
            Headless = true,
        };
        _thread = new Thread(() => Run(setup)) { Name = "trader", IsBackground = true };
    }

    /// <summary>What it said on standard error so far.</summary>
    public Transcript Error { get; } = new();

    /// <summary>The summary.</summary>
    public string Summary => _output.ToString();

    public string Database => _config.Journal.Path;

    public bool HasEnded => !_thread.IsAlive;

    /// <summary>Quotes tighter than the defaults, so that they fill; writes into the folder.</summary>
    public static EngineConfig ConfigIn(TemporaryFolder folder, params string[] instruments) => new()
    {
        Instruments = [.. (instruments.Length == 0 ? ["BTC-PERPETUAL"] : instruments).Select(name => new InstrumentConfig { Name = name, Spread = 0.00003 })],
        Hot = new HotConfig { Wait = WaitKind.Sleep },
        Session = new SessionConfig { ReconnectMs = 20 },
        Journal = new JournalConfig { Path = folder.PathOf("t.db"), PnlIntervalMs = 100 },
        Status = new StatusConfig { Path = folder.PathOf($"{Guid.NewGuid():N}.status") },
    };

    public static TraderRun Start(Uri address, EngineConfig config, string key = VenueHost.Key)
    {
        TraderRun run = new(address, config, key);
        run._thread.Start();
        return run;
    }

    public HotStatus Hot
    {
        get
        {
            HotStatus status = default;
            return Status?.TryReadHot(out status) == true ? status : default;
        }
    }

    public JournalStatus Journal
    {
        get
        {
            JournalStatus status = default;
            return Status?.TryReadJournal(out status) == true ? status : default;
        }
    }

    /// <summary>What the status page says of the journal; empty while all is well.</summary>
    public string JournalError
    {
        get
        {
            JournalStatus status = Journal;
            return StatusText.ToText(status.LastError);
        }
    }

    /// <summary>What the status page calls the engine's mode.</summary>
    public string ModeWord
    {
        get
        {
            HotStatus hot = Hot;
            return StatusText.ToText(hot.Mode);
        }
    }

    public bool IsQuoting => Hot is { Session: SessionState.Live, InstrumentCount: > 0 } hot && (hot.Instruments[0].OwnBid.Price > 0 || hot.Instruments[0].OwnAsk.Price > 0);

    /// <summary>What an assertion's message should show.</summary>
    public string State
    {
        get
        {
            HotStatus hot = Hot;
            JournalStatus journal = Journal;
            string words = $"connection '{StatusText.ToText(hot.Connection)}', mode '{StatusText.ToText(hot.Mode)}'";
            return $"{words}, {journal.Buys} buys, {journal.Sells} sells, ended {HasEnded} ({_exitCode}), said: {Error}";
        }
    }

    public void UntilQuoting() => Until.Holds(() => IsQuoting || HasEnded, "an order stands", () => State);

    public void UntilFilled(int buys, int sells) =>
        Until.Holds(() => HasEnded || (Journal.Buys >= buys && Journal.Sells >= sells), $"{buys} buys and {sells} sells", () => State);

    /// <summary>Asks for the end as a signal does, without waiting for it.</summary>
    public void AskToStop() => _stop.Request(StopReason.Terminate);

    /// <summary>Asks for the kill switch as SIGUSR1 does.</summary>
    public void Kill() => _stop.ReceiveKill(new System.Runtime.InteropServices.PosixSignalContext(0));

    /// <summary>Asks for the end and waits for it; gives the exit code.</summary>
    public int Stop()
    {
        AskToStop();
        return Ended();
    }

    /// <summary>Waits for the end; gives the exit code.</summary>
    public int Ended()
    {
        Assert.True(_thread.Join(s_patience), $"the session did not end: {State}");
        Assert.True(_failure is null, $"{_failure}");
        return _exitCode;
    }

    public void Dispose()
    {
        _stop.Request(StopReason.Failure);
        _thread.Join(s_patience);
        _status?.Dispose();
        _stop.Dispose();
        Error.Dispose();
        _output.Dispose();
        _lines.Dispose();
    }

    private StatusReader? Status => _status is not null || StatusReader.TryOpen(_config.Status.Path!, out _status, out _) ? _status : null;

    private void Run(TradeSetup setup)
    {
        try
        {
            _exitCode = new TradingProcess(setup, _stop, _output, Error, _lines).Run();
        }
        catch (Exception e)
        {
            // Told by the test's own thread.
            _failure = e;
        }
    }
}

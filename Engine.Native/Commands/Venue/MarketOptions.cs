using System.CommandLine;
using Engine.Core.Venue;
using Engine.Core.Venue.Market.Flow;
using Engine.Core.Venue.Market.Replay;
using Engine.Native.Commands.Options;
using Engine.Native.VenueServer.Replay;

namespace Engine.Native.Commands.Venue;

/// <summary>The options that say what market the venue has.</summary>
internal sealed class MarketOptions
{
    private readonly Option<string> _regime = RegimeOption();
    private readonly Option<double> _toxicity = OptionOf.Number(
        "--toxicity", "Share of the price moves that somebody trades on beforehand, in place of the regime's own.", "share", 0, 1, double.NaN);

    private readonly Option<string[]> _replay = new("--replay")
    {
        Description = "Replay a recording in place of the simulated market, with clients' orders queued into it: Binance COIN-M lines (.gz too), Tardis CSV, or Deribit frames. "
            + "Repeat it for a file of trades. The instrument is the one of its name unless --instruments says which.",
        HelpName = "file",
    };

    private readonly Option<bool> _loop = new("--replay-loop") { Description = "Begin the recording anew at its end; without it, the venue ends there." };

    private readonly Option<TimeOnly?> _start = OptionOf.TimeOfDay(
        "--market-start", "UTC time of day at which the market's clock starts, so that the settlement at 08:00 can be reached soon; the wall clock unless given.");

    public MarketOptions() => _toxicity.DefaultValueFactory = null;

    /// <summary>In the order of the help.</summary>
    public IReadOnlyList<Option> All => [_regime, _toxicity, _start, _replay, _loop];

    /// <summary><c>--regime NAME</c>.</summary>
    public static Option<string> RegimeOption() =>
        OptionOf.OneOf("--regime", "Character of the simulated market.", [.. Regimes.All.Select(regime => regime.Name)]);

    /// <summary>Gives an exchange its market; throws <see cref="UsageException"/> where options do not go together.</summary>
    /// <param name="options">What is listed, and the rest of the exchange.</param>
    /// <param name="hasNames">Whether the command line names what is listed; otherwise a recording lists its own instrument alone.</param>
    /// <param name="parsed">The command line.</param>
    public ExchangeOptions Apply(ExchangeOptions options, bool hasNames, ParseResult parsed)
    {
        options = options with { MarketStart = parsed.GetValue(_start) };
        string[] files = parsed.GetValue(_replay) ?? [];
        bool isSimulated = files.Length == 0;
        if (isSimulated && parsed.GetValue(_loop))
            throw new UsageException("--replay-loop: needs --replay");
        if (!isSimulated && (parsed.GetResult(_regime) is { Implicit: false } || parsed.GetResult(_toxicity) is not null))
            throw new UsageException("--replay: a recording has no --regime and no --toxicity");
        if (isSimulated)
            return options with { Regime = Regime(parsed) };
        if (!hasNames)
            options = options with { Instruments = [InstrumentOf(files[0], options.Instruments)] };
        return options with { Replay = Recording(files, options.Instruments), ReplayLoops = parsed.GetValue(_loop) };
    }

    private Regime Regime(ParseResult parsed)
    {
        Regime regime = Regimes.Named(parsed.GetValue(_regime)!);
        if (parsed.GetResult(_toxicity) is null)
            return regime;
        try
        {
            return regime.WithToxicity(parsed.GetValue(_toxicity));
        }
        catch (ArgumentException error)
        {
            throw new UsageException($"--toxicity: {error.Message}");
        }
    }

    /// <summary>The listed instrument whose coin stands in the file's name, as recorders name their files; else the first.</summary>
    private static string InstrumentOf(string file, IReadOnlyList<string> instruments)
    {
        string name = Path.GetFileName(file);
        return instruments.FirstOrDefault(instrument => name.Contains(instrument, StringComparison.OrdinalIgnoreCase))
            ?? instruments.FirstOrDefault(instrument => name.Contains(instrument.Split('-', '_')[0], StringComparison.OrdinalIgnoreCase))
            ?? instruments[0];
    }

    private static IRecording Recording(string[] files, IReadOnlyList<string> instruments)
    {
        if (instruments.Count != 1)
            throw new UsageException($"--replay: a recording is the market of one instrument, and {instruments.Count} are listed; say which by --instruments");
        try
        {
            return Recordings.Open(files, instruments[0]);
        }
        catch (RecordingException error)
        {
            throw new UsageException($"--replay: {error.Message}");
        }
    }
}

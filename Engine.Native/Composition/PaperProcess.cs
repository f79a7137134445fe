using Engine.Native.Commands;
using Engine.Native.Commands.Options;
using Engine.Native.Config;
using Engine.Native.Config.Sections;
using Engine.Native.Hosting;

namespace Engine.Native.Composition;

/// <summary>Paper trading: the embedded venue as a child, and the ordinary trading process against it.</summary>
public static class PaperProcess
{
    /// <summary>Trades until the end; returns the exit code.</summary>
    public static int Run(PaperOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        using StopSignal stop = new();
        using ChildVenue? venue = ChildVenue.Start(options, out string problem);
        if (venue is null)
        {
            Console.Error.WriteLine($"engine: {problem}");
            return ExitCode.Failed;
        }

        TradeSetup setup = new()
        {
            Config = ForThisHost(options.Config),
            Address = venue.Address,
            Keys = new ApiKeys("paper", "paper"),
            Environment = "paper",
            Duration = options.Duration,
            Headless = options.Headless,
            PrintQuotes = options.PrintQuotes,
            Seed = options.Seed,
            VenueFault = () => venue.Fault,
            OwnsVenue = true,
        };
        return new TradingProcess(setup, stop, Console.Out, Console.Error).Run();
    }

    /// <summary>On few cores a hot thread that never sleeps starves its own venue: there it sleeps until bytes come.</summary>
    private static EngineConfig ForThisHost(EngineConfig config) =>
        Environment.ProcessorCount >= 4 || config.Hot.Wait != WaitKind.Yield ? config : config with { Hot = config.Hot with { Wait = WaitKind.Sleep } };
}

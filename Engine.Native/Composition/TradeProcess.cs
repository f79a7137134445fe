using Engine.Native.Commands.Options;
using Engine.Native.Hosting;

namespace Engine.Native.Composition;

/// <summary>Trading at an address.</summary>
public static class TradeProcess
{
    /// <summary>Trades until the end; returns the exit code.</summary>
    public static int Run(TradeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        using StopSignal stop = new();
        TradeSetup setup = new()
        {
            Config = options.Config,
            Address = options.Address,
            Keys = options.Keys,
            Environment = options.Config.Venue.Env.ToString().ToLowerInvariant(),
            Duration = options.Duration,
            Headless = options.Headless,
            PrintQuotes = options.PrintQuotes,
        };
        return new TradingProcess(setup, stop, Console.Out, Console.Error).Run();
    }
}

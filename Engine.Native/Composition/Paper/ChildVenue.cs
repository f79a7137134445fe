using System.Globalization;
using Engine.Native.Commands.Options;

namespace Engine.Native.Composition.Paper;

/// <summary>The embedded exchange in a process of its own, so that its allocations never pause the trader.</summary>
internal sealed class ChildVenue : IDisposable
{
    private const string Ready = "listening ";
    private readonly ChildProcess _process;

    private ChildVenue(ChildProcess process, Uri address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Why it is gone; null while it runs.</summary>
    public string? Fault => _process.HasExited ? $"the embedded venue ended with exit code {_process.ExitCode}, and its orders with it" : null;

    /// <summary>Starts it on a free loopback port and waits until it listens; null with the reason when it does not.</summary>
    public static ChildVenue? Start(PaperOptions options, out string problem)
    {
        ChildProcess process = ChildProcess.Start(
            [
                "venue", "--port", "0", "--seed", options.Seed.ToString(CultureInfo.InvariantCulture),
                "--speed", options.Speed.ToString(CultureInfo.InvariantCulture),
                "--regime", options.Regime,
                "--instruments", string.Join(',', options.Config.Instruments.Select(instrument => instrument.Name)),
                "--exit-on-stdin-close", "--quiet",
            ],
            readOutput: true);
        Task<string?> line = process.Output.ReadLineAsync();
        bool told = line.Wait(TimeSpan.FromSeconds(15));
        if (told && line.Result is { } text && text.StartsWith(Ready, StringComparison.Ordinal)
            && Uri.TryCreate(text[Ready.Length..].Trim(), UriKind.Absolute, out Uri? address))
        {
            problem = "";
            return new ChildVenue(process, address);
        }

        problem = !told ? "the embedded venue did not start within 15 s"
            : process.HasExited ? $"the embedded venue ended with exit code {process.ExitCode}"
            : $"the embedded venue said '{line.Result}' where its address was expected";
        process.Dispose();
        return null;
    }

    public void Dispose() => _process.Dispose();
}

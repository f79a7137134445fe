using System.CommandLine;

namespace Engine.Native.Commands.Venue;

/// <summary><c>engine venue</c>: the embedded exchange alone, for any client. Its options stand in <see cref="VenueOptions"/>.</summary>
public static class VenueCommand
{
    /// <summary>Declares the verb.</summary>
    public static Verb Create() => Create(VenueProcess.Run);

    /// <summary>Declares the verb; what it does is handed in.</summary>
    /// <param name="run">Runs the venue until it is told to end; returns the exit code.</param>
    internal static Verb Create(Func<VenueRequest, TextWriter, TextWriter, int> run)
    {
        var options = new VenueOptions();
        var verb = new Verb("venue", "Runs the Deribit-compatible exchange alone: WebSocket and HTTP on a local port, for any client.")
        {
            Notes =
            [
                "The first line printed is 'listening ws://ADDRESS:PORT/ws/api/v2'; HTTP is at /api/v2/{public,private}/... of the same port.",
                "It runs until Ctrl-C or SIGTERM, with play money and a market of its own; nothing of it is kept.",
                "A client that leaves more than 16 MiB unread is closed as connection_too_slow.",
            ],
            Examples =
            [
                ("engine venue --port 8080", "for clients at ws://127.0.0.1:8080/ws/api/v2 and http://127.0.0.1:8080/api/v2"),
                ("engine venue --port 8080 --key K --secret S --seed 7", "one account with its secret, another market"),
                ("engine venue --port 8080 --limits off --echo-path /echo", "for conformance and load runs: no credits, no cap of connections, an echo"),
                ("engine venue --port 8443 --tls", "wss and https under a certificate made for the run"),
                ("engine venue --instruments BTC-PERPETUAL,SOL_USDC-PERPETUAL --speed 20", "two books whose market moves twenty times faster"),
                ("engine venue --regime toxic --toxicity 0.6", "a market in which takers know most of what comes"),
                ("engine venue --instruments BTC-PERPETUAL --replay btcusd_perp.gz --replay-loop", "a recorded market, with your orders queued into it"),
            ],
            ExitCodes =
            [
                (ExitCode.Done, "ended as asked"),
                (ExitCode.Failed, "could not listen, or the exchange stopped by itself; standard error says why"),
                (ExitCode.Usage, "wrong command line or unreadable file; nothing was started"),
            ],
        };
        foreach (Option option in options.All)
            verb.Add(option);
        verb.SetAction(parsed =>
        {
            using VenueRequest request = options.Read(parsed);
            return run(request, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        });
        return verb;
    }
}

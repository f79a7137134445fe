using System.Net.Sockets;
using Engine.Core.Venue.Market.Replay;
using Engine.Native.Linux;
using Engine.Native.VenueServer;

namespace Engine.Native.Commands.Venue;

/// <summary>Runs the venue until it is told to end, and says what an operator wants to know.</summary>
internal static class VenueProcess
{
    public static int Run(VenueRequest request, TextWriter output, TextWriter errors) => RunAsync(request, output, errors).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(VenueRequest request, TextWriter output, TextWriter errors)
    {
        // A child leaves Ctrl-C to its parent, which still has orders to cancel here.
        if (request.IsChild)
            ProcessLifetime.LeaveTerminal();
        Server server;
        try
        {
            server = await Server.Start(request.Server with { Certificate = request.Identity?.Certificate }).ConfigureAwait(false);
        }
        catch (Exception error) when (error is ArgumentException or RecordingException)
        {
            throw new UsageException(error is RecordingException ? $"--replay: {error.Message}" : error.Message);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or SocketException)
        {
            await errors.WriteLineAsync($"engine venue: cannot listen on {request.Server.Address} port {request.Server.Port}: {error.Message}").ConfigureAwait(false);
            return ExitCode.Failed;
        }

        await using (server.ConfigureAwait(false))
        {
            await output.WriteLineAsync($"listening {server.Address}").ConfigureAwait(false);
            if (!request.IsQuiet)
                await output.WriteAsync(VenueReport.Opening(request)).ConfigureAwait(false);
            await output.FlushAsync().ConfigureAwait(false);
            if (request.IsChild)
                StopOnEndOfInput(server);
            await server.Ended().ConfigureAwait(false);
        }

        if (!request.IsQuiet)
            await output.WriteLineAsync(VenueReport.Ending(server.Tally)).ConfigureAwait(false);
        if (server.HasMarketEnded && !request.IsQuiet)
            await output.WriteLineAsync("the recording has ended (--replay-loop begins it anew)").ConfigureAwait(false);
        if (server.Failure is not Exception failure)
            return ExitCode.Done;
        if (failure is RecordingException)
        {
            await errors.WriteLineAsync($"engine venue: {failure.Message}").ConfigureAwait(false);
            return ExitCode.Failed;
        }

        await errors.WriteLineAsync($"engine venue: the exchange stopped: {failure}").ConfigureAwait(false);
        return ExitCode.Failed;
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
}

using System.CommandLine;
using System.Net;
using Engine.Core.Wire.WebSocket;
using Engine.Native.Net;
using Engine.Native.Time;

namespace Engine.Native.Commands;

/// <summary>
/// <c>engine echo URL</c>: the production WebSocket client as an echo, for protocol conformance suites and for trying out an
/// address.
/// </summary>
public static class EchoCommand
{
    private const int MaxMessageBytes = 64 * 1024 * 1024;
    private const int WaitMs = 100;

    // So long after the last message it looks again at once, as the hot thread does; then it sleeps until the next.
    private const long SpinNs = 1_000_000;
    private const int TurnsBeforeYield = 100;
    private static readonly TimeSpan ResolveLimit = TimeSpan.FromSeconds(5);

    /// <summary>Declares the verb.</summary>
    public static Verb Create()
    {
        Argument<string> address = new("URL")
        {
            Description = "ws://host[:port]/path?query on the loopback, or wss://host[:port]/path?query anywhere; path and query are kept.",
        };
        Verb verb = new("echo", "Sends each message of a WebSocket server back to it with the engine's own client: for conformance suites and trying out an address.")
        {
            Notes =
            [
                "Text and binary messages go back with their type and bytes until the connection ends; how it ended is told on standard error.",
                "For a millisecond after each message it spins, then it sleeps until the next.",
            ],
            Examples =
            [
                ("engine echo ws://127.0.0.1:9001/runCase?case=1&agent=engine", "one case of a conformance suite's server (quote the address in a shell)"),
                ("engine echo wss://www.deribit.com/ws/api/v2", "try out an address: does it open, and how does it end?"),
            ],
            ExitCodes =
            [
                (ExitCode.Done, "the connection was open, however it ended"),
                (ExitCode.Failed, "the connection could not be made; standard error says why"),
                (ExitCode.Usage, "wrong command line or an address of no meaning"),
            ],
        };
        verb.Add(address);
        verb.SetAction(parsed => Run(parsed.GetValue(address)!, parsed.InvocationConfiguration.Error));
        return verb;
    }

    /// <summary>Echoes until the connection ends; tells on <paramref name="messages"/> how it ended. Returns the exit code.</summary>
    public static int Run(string address, TextWriter messages, string? trustFile = null)
    {
        if (!WsEndpoint.TryParse(address, out WsEndpoint? endpoint, out string error))
            throw new UsageException(error);
        if (!endpoint.TryResolve(ResolveLimit, out IReadOnlyList<IPAddress> addresses, out error))
        {
            messages.WriteLine($"engine echo: {error}");
            return ExitCode.Failed;
        }
        WsOptions options = new()
        {
            MaxMessageBytes = MaxMessageBytes,
            OutputBytes = MaxMessageBytes + FrameWriter.MaxHeaderBytes,
            ReceiveBlockBytes = 256 * 1024,
            TrustFile = trustFile,
        };
        using WsConnection connection = new(endpoint, addresses, options);
        bool wasOpen = EchoUntilClosed(connection);
        messages.WriteLine($"engine echo: {connection.CloseSentence}");
        return wasOpen ? ExitCode.Done : ExitCode.Failed;
    }

    private static bool EchoUntilClosed(WsConnection connection)
    {
        bool wasOpen = false;
        int idleTurns = 0;
        long busyNs = SystemClock.MonotonicNs;
        connection.Connect(busyNs);
        while (connection.State != WsState.Closed)
        {
            long nowNs = SystemClock.MonotonicNs;
            if (connection.Poll(nowNs))
            {
                wasOpen |= connection.State is WsState.Open or WsState.Closing;
                EchoReceived(connection);
                connection.Flush(nowNs);
                busyNs = nowNs;
            }
            else if (nowNs - busyNs > SpinNs)
            {
                connection.WaitReadable(WaitMs);
            }
            else if (++idleTurns % TurnsBeforeYield == 0)
            {
                Thread.Yield(); // the server may need this very processor
            }
        }
        return wasOpen;
    }

    private static void EchoReceived(WsConnection connection)
    {
        while (connection.TryReadMessage(out WsMessageKind kind, out ReadOnlySpan<byte> message))
        {
            OutputRoom room;
            Span<byte> answer;
            while ((room = connection.Output.BeginMessage(message.Length, out answer)) == OutputRoom.Full)
            {
                connection.WaitWritable(WaitMs);
                connection.Flush(SystemClock.MonotonicNs);
            }
            if (room != OutputRoom.Granted)
                continue;
            message.CopyTo(answer);
            connection.Output.CommitMessage(message.Length, kind == WsMessageKind.Text ? Opcode.Text : Opcode.Binary);
        }
    }
}

using System.Diagnostics;
using System.Net;
using Engine.Core.Wire.WebSocket;
using Engine.Native.Net;

namespace Engine.Tests.Net;

/// <summary>Drives a <see cref="WsConnection"/> as an echo on a thread of its own until it is closed.</summary>
internal static class EchoRun
{
    // Far beyond what any test needs: a hanging one fails instead of hanging the run.
    private const long SafetyNs = 60_000_000_000;

    public static long NowNs => (long)Stopwatch.GetElapsedTime(0).TotalNanoseconds;

    public static WsConnection Connection(string address, WsOptions? options = null)
    {
        if (!WsEndpoint.TryParse(address, out WsEndpoint? endpoint, out string error))
            throw new ArgumentException(error);
        if (!endpoint.TryResolve(TimeSpan.FromSeconds(5), out IReadOnlyList<IPAddress> addresses, out error))
            throw new ArgumentException(error);
        return new WsConnection(endpoint, addresses, options ?? new WsOptions());
    }

    /// <summary>Runs to the end; the connection is handed back for its reason and counters.</summary>
    public static Task<WsConnection> Start(string address, WsOptions? options = null) => Task.Factory.StartNew(() =>
    {
        WsConnection connection = Connection(address, options);
        connection.Connect(NowNs);
        ToTheEnd(connection);
        connection.Dispose();
        return connection;
    }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public static void Step(WsConnection connection)
    {
        bool busy = connection.Poll(NowNs);
        while (connection.TryReadMessage(out WsMessageKind kind, out ReadOnlySpan<byte> message))
        {
            OutputRoom room;
            Span<byte> answer;
            while ((room = connection.Output.BeginMessage(message.Length, out answer)) == OutputRoom.Full)
            {
                connection.WaitWritable(10);
                connection.Flush(NowNs);
            }
            if (room == OutputRoom.NeverFits)
                throw new InvalidOperationException($"the test's output is too small for the echo of {message.Length} bytes");
            if (room != OutputRoom.Granted)
                continue;
            message.CopyTo(answer);
            connection.Output.CommitMessage(message.Length, kind == WsMessageKind.Text ? Opcode.Text : Opcode.Binary);
        }
        connection.Flush(NowNs);
        if (!busy)
            connection.WaitReadable(10);
    }

    /// <summary>Drives until the connection is closed.</summary>
    public static void ToTheEnd(WsConnection connection)
    {
        long safetyNs = NowNs + SafetyNs;
        while (connection.State != WsState.Closed && NowNs < safetyNs)
            Step(connection);
        if (connection.State != WsState.Closed)
            throw new TimeoutException($"the connection did not end: it is {connection.State}");
    }

    /// <summary>Drives until the condition holds; throws when the connection closes first.</summary>
    public static void Until(WsConnection connection, Func<bool> condition)
    {
        long safetyNs = NowNs + SafetyNs;
        while (!condition())
        {
            if (connection.State == WsState.Closed)
                throw new InvalidOperationException(connection.CloseSentence);
            if (NowNs > safetyNs)
                throw new TimeoutException($"what was waited for did not happen: the connection is {connection.State}");
            Step(connection);
        }
    }
}

using System.Diagnostics;
using System.Net;
using Engine.Core.Wire.WebSocket;
using Engine.Native.Net;

namespace Engine.Tests.Net;

/// <summary>Drives a <see cref="WsConnection"/> as an echo on a thread of its own until it is closed.</summary>
internal static class EchoRun
{
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
        while (connection.State != WsState.Closed)
            Step(connection);
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
            if (room != OutputRoom.Granted)
                continue;
            message.CopyTo(answer);
            connection.Output.CommitMessage(message.Length, kind == WsMessageKind.Text ? Opcode.Text : Opcode.Binary);
        }
        connection.Flush(NowNs);
        if (!busy)
            connection.WaitReadable(10);
    }

    /// <summary>Drives until the condition holds; throws when the connection closes first.</summary>
    public static void Until(WsConnection connection, Func<bool> condition)
    {
        while (!condition())
        {
            if (connection.State == WsState.Closed)
                throw new InvalidOperationException(connection.CloseSentence);
            Step(connection);
        }
    }
}

using System.Runtime.InteropServices;

namespace Engine.Native.Linux;

/// <summary>SIGUSR1, by which a trading process is told to latch its kill switch.</summary>
public static class KillSignal
{
    private const int Sigusr1 = 10; // the number that Linux gives it on every processor this program is built for

    /// <summary>Calls a handler, on the runtime's signal thread, each time it comes; until disposed.</summary>
    public static PosixSignalRegistration Hear(Action<PosixSignalContext> handler) => PosixSignalRegistration.Create((PosixSignal)Sigusr1, handler);

    /// <summary>Sends it to a process.</summary>
    public static HostResult Send(int processId) => HostResult.From("kill(SIGUSR1)", HostCalls.kill(processId, Sigusr1), outcome => outcome switch
    {
        HostOutcome.NotPermitted => "it is another user's: use that user, or root",
        _ => "",
    });
}

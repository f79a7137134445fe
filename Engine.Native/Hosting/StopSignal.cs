using System.Runtime.InteropServices;
using Engine.Core.Risk;
using Engine.Core.Risk.Killing;
using Engine.Native.Linux;
using Engine.Native.Time;

namespace Engine.Native.Hosting;

/// <summary>
/// The one latch that ends a session. SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGUSR2 and SIGUSR1 (the kill switch) set it, as does <see cref="Request"/>; nothing clears it, so
/// nothing can start quoting again behind it. The hot thread polls <see cref="IsRequested"/>, cold threads <see cref="Wait"/>.
/// </summary>
/// <remarks>
/// A signal never ends the process by itself while this lives: the session cancels its orders, confirms, flushes and returns,
/// within the <c>session.stop_seconds</c> of the configuration. Further signals in that time are counted and otherwise ignored,
/// since leaving half-way would leave orders at the venue; who must leave at once has SIGKILL, and the journal is made for it.
/// </remarks>
public sealed class StopSignal : IDisposable
{
    private const int Sigusr2 = 12; // as with SIGUSR1, see KillSignal; left alone it would end the process with its orders at the venue

    private readonly ManualResetEventSlim _latched = new(false);
    private readonly SystemClock _clock = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _reason;
    private int _signals;
    private int _kill;
    private KillLatch? _latch;

    /// <summary>Takes over SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGUSR1 and SIGUSR2 until disposed. One for a process.</summary>
    public StopSignal()
    {
        ProcessLifetime.HearInterrupt();
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Receive),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Receive),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Receive),
            PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Receive),
            PosixSignalRegistration.Create((PosixSignal)Sigusr2, Receive),
            KillSignal.Hear(ReceiveKill),
        ];
    }

    /// <summary>True once the end is asked for; then for ever. One volatile read: made for the hot thread's loop.</summary>
    public bool IsRequested => Volatile.Read(ref _reason) != (int)StopReason.None;

    /// <summary>Why the kill switch is to be latched; none while nothing asks for it. One volatile read: made for the hot thread's loop.</summary>
    public KillReason KillReason => (KillReason)Volatile.Read(ref _kill);

    /// <summary>What asked first.</summary>
    public StopReason Reason => (StopReason)Volatile.Read(ref _reason);

    /// <summary>Signals received so far; above one the operator is impatient, and the live view may say how long the stop still takes.</summary>
    public int SignalCount => Volatile.Read(ref _signals);

    /// <summary>Asks for the end; only the first reason is kept.</summary>
    public void Request(StopReason reason)
    {
        ArgumentOutOfRangeException.ThrowIfEqual((int)reason, (int)StopReason.None);
        if (Interlocked.CompareExchange(ref _reason, (int)reason, (int)StopReason.None) == (int)StopReason.None) _latched.Set();
    }

    /// <summary>
    /// Where the kill switch is latched for the processes to come, from now on; at once where it was asked for before, and stored then.
    /// </summary>
    public void Attach(KillLatch latch)
    {
        ArgumentNullException.ThrowIfNull(latch);
        Interlocked.Exchange(ref _latch, latch);
        if (KillReason is not KillReason.None and KillReason reason)
        {
            latch.Latch(reason, _clock.NowNs);
            latch.Store();
        }
    }

    /// <summary>
    /// Asks for the kill switch, and with it for the end; only the first reason is kept. It latches for the processes to come by itself, as
    /// the hot thread may hang, and waits for no disk.
    /// </summary>
    public void RequestKill(KillReason reason)
    {
        ArgumentOutOfRangeException.ThrowIfEqual((int)reason, (int)KillReason.None);
        Interlocked.CompareExchange(ref _kill, (int)reason, (int)KillReason.None);
        Volatile.Read(ref _latch)?.Latch(reason, _clock.NowNs);
        Request(StopReason.Kill);
    }

    /// <summary>Blocks a cold thread until the end is asked for or the time has passed; true when it is asked for.</summary>
    public bool Wait(TimeSpan timeout) => _latched.Wait(timeout);

    /// <summary>Returns the signals to the system's own handling. The latch stays readable: a signal may be on its way at this moment.</summary>
    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
    }

    /// <summary>What SIGUSR1 does; on the runtime's signal thread.</summary>
    internal void ReceiveKill(PosixSignalContext context)
    {
        context.Cancel = true;
        RequestKill(KillReason.Operator);
        Volatile.Read(ref _latch)?.Store(); // last, and by this thread: who saw it return has it in the file
    }

    /// <summary>What each of the others does; on the runtime's signal thread.</summary>
    internal void Receive(PosixSignalContext context)
    {
        context.Cancel = true;
        Interlocked.Increment(ref _signals);
        Request(context.Signal is PosixSignal.SIGINT or PosixSignal.SIGQUIT ? StopReason.Interrupt : StopReason.Terminate);
    }
}

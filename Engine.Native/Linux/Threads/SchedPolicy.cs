namespace Engine.Native.Linux.Threads;

/// <summary>
/// The scheduling class of the calling thread. A spinning SCHED_FIFO thread is stopped for the rest of each period that
/// <c>kernel.sched_rt_runtime_us</c> leaves (50 ms of every second by the kernel's default) and starves everything else on
/// its processor, so it is off by default and <c>engine doctor</c> looks at the setting.
/// </summary>
public static unsafe class SchedPolicy
{
    private const int Other = 0, Fifo = 1, ResetOnFork = 0x40000000;

    /// <summary>True while the calling thread runs under SCHED_FIFO.</summary>
    public static bool IsFifo => (HostCalls.sched_getscheduler(0) & ~ResetOnFork) == Fifo;

    /// <summary>Puts the calling thread under SCHED_FIFO; threads and processes it starts later do not inherit it.</summary>
    /// <param name="priority">1 (lowest) to 99; the kernel's own migration threads run at 99, so stay below.</param>
    public static HostResult UseFifo(int priority)
    {
        var parameter = priority;
        return HostResult.From("sched_setscheduler(SCHED_FIFO)", HostCalls.sched_setscheduler(0, Fifo | ResetOnFork, &parameter), outcome => outcome switch
        {
            HostOutcome.NotPermitted => "allow it with `setcap cap_sys_nice+ep engine`, `ulimit -r 50`, LimitRTPRIO=50 in a systemd unit, or set hot.fifo = false",
            HostOutcome.OutOfRange => $"priority {priority} is not one of 1 to 99",
            _ => "",
        });
    }

    /// <summary>Returns the calling thread to the ordinary time-sharing class.</summary>
    public static HostResult UseTimeSharing()
    {
        var parameter = 0;
        return HostResult.From("sched_setscheduler(SCHED_OTHER)", HostCalls.sched_setscheduler(0, Other, &parameter), _ => "");
    }
}

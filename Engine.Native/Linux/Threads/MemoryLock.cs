namespace Engine.Native.Linux.Threads;

/// <summary>Keeps the process in memory, so that the hot path never waits for a page.</summary>
public static class MemoryLock
{
    private const int Current = 1, Future = 2;

    /// <summary>
    /// Locks everything mapped now and everything mapped later (mlockall, MCL_CURRENT | MCL_FUTURE). The kernel holds the limit
    /// against the whole address space, and the runtime reserves hundreds of gigabytes of it without using them, so for an
    /// unprivileged user only an unlimited memlock limit is enough.
    /// </summary>
    public static HostResult LockAll() => HostResult.From("mlockall", HostCalls.mlockall(Current | Future), outcome => outcome switch
    {
        HostOutcome.LimitReached =>
            "the memlock limit is too small: `ulimit -l unlimited`, LimitMEMLOCK=infinity in a systemd unit, `memlock unlimited` in /etc/security/limits.conf, or set hot.mlock = false",
        HostOutcome.NotPermitted =>
            "the memlock limit is 0 and the user lacks CAP_IPC_LOCK: `setcap cap_ipc_lock+ep engine`, `docker run --ulimit memlock=-1`, or set hot.mlock = false",
        HostOutcome.NotSupported => "this sandbox does not know mlockall: set hot.mlock = false",
        _ => "set hot.mlock = false to go without",
    });

    /// <summary>Gives all of it back to ordinary paging.</summary>
    public static HostResult UnlockAll() => HostResult.From("munlockall", HostCalls.munlockall(), _ => "");
}

using System.Globalization;

namespace Engine.Native.Doctor;

/// <summary>Whether the hot thread may have to wait for memory.</summary>
internal static class MemoryChecks
{
    private const int CapIpcLock = 14;

    internal static IEnumerable<Finding> Examine(HostFiles files)
    {
        yield return LockLimit(files);
        yield return Swap(files);
        yield return TransparentHugePages(files);
        yield return ReservedHugePages(files);
        yield return Nodes(files);
        yield return SharedMemory(files);
    }

    private static Finding LockLimit(HostFiles files)
    {
        if (files.HasCapability(CapIpcLock)) return Finding.Good("memory lock", "allowed (CAP_IPC_LOCK)");
        return files.ReadLimit("Max locked memory") switch
        {
            "unlimited" => Finding.Good("memory lock", "unlimited"),
            null => Finding.Unknown("memory lock", "limit not visible"),
            var limit => Finding.CouldBeBetter("memory lock", $"limited to {limit} bytes",
                "needed for hot.mlock = true: `ulimit -l unlimited`, LimitMEMLOCK=infinity in a systemd unit, or docker run --ulimit memlock=-1"),
        };
    }

    private static Finding Swap(HostFiles files)
    {
        if (files.Read("/proc/swaps") is not { } text) return Finding.Unknown("swap", "not visible");
        var areas = text.Split('\n').Length - 1;
        return areas == 0
            ? Finding.Good("swap", "none")
            : Finding.CouldBeBetter("swap", $"{areas} area(s), swappiness {files.Read("/proc/sys/vm/swappiness") ?? "?"}", "hot.mlock = true keeps the engine in memory; or swapoff -a");
    }

    private static Finding TransparentHugePages(HostFiles files)
    {
        const string Path = "/sys/kernel/mm/transparent_hugepage/enabled";
        if (files.Read(Path) is not { } text) return Finding.Unknown("transparent huge pages", "not visible");
        var open = text.IndexOf('[', StringComparison.Ordinal);
        var close = text.IndexOf(']', StringComparison.Ordinal);
        var mode = open >= 0 && close > open ? text[(open + 1)..close] : text;
        return mode switch
        {
            "madvise" => Finding.Good("transparent huge pages", mode),
            "always" => Finding.CouldBeBetter("transparent huge pages", mode, $"echo madvise > {Path} (with always, the kernel merges pages behind the hot thread's back)"),
            _ => Finding.CouldBeBetter("transparent huge pages", mode, $"echo madvise > {Path}"),
        };
    }

    private static Finding ReservedHugePages(HostFiles files) => files.ReadField("/proc/meminfo", "HugePages_Total") switch
    {
        null => Finding.Unknown("reserved huge pages", "not visible"),
        var pages => Finding.Good("reserved huge pages", $"{pages} of {files.ReadField("/proc/meminfo", "Hugepagesize") ?? "?"} (the engine needs none)"),
    };

    private static Finding Nodes(HostFiles files) => files.Read("/sys/devices/system/node/online") switch
    {
        null => Finding.Unknown("memory nodes", "not visible"),
        "0" => Finding.Good("memory nodes", "one"),
        var nodes => Finding.CouldBeBetter("memory nodes", $"several ({nodes})",
            "start with numactl --cpunodebind=N --membind=N, N being the network card's node (/sys/class/net/<card>/device/numa_node), and choose hot.cpu there"),
    };

    private static Finding SharedMemory(HostFiles files)
    {
        var path = files.PathOf("/dev/shm");
        if (!Directory.Exists(path)) return Finding.CouldBeBetter("shared memory", "no /dev/shm", "mount -t tmpfs tmpfs /dev/shm: a status file there never waits for a disk");
        try
        {
            var freeMiB = new DriveInfo(path).AvailableFreeSpace >> 20;
            var value = string.Create(CultureInfo.InvariantCulture, $"/dev/shm with {freeMiB} MiB free");
            return freeMiB >= 4
                ? Finding.Good("shared memory", value + "; status.path may lie there")
                : Finding.CouldBeBetter("shared memory", value, "docker run --shm-size=64m, or free some of it");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Finding.Unknown("shared memory", e.Message);
        }
    }
}

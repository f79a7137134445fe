using System.Globalization;

namespace Engine.Native.Doctor;

/// <summary>How the kernel hands packets to a thread that asks for them without sleeping.</summary>
internal static class NetworkChecks
{
    internal static IEnumerable<Finding> Examine(HostFiles files)
    {
        yield return BusyPoll(files, "busy_read", "reads of a socket");
        yield return BusyPoll(files, "busy_poll", "poll and epoll");
    }

    private static Finding BusyPoll(HostFiles files, string setting, string subject)
    {
        var name = $"net.core.{setting}";
        if (!int.TryParse(files.Read($"/proc/sys/net/core/{setting}"), NumberStyles.None, CultureInfo.InvariantCulture, out var us)) return Finding.Unknown(name, "not visible");
        return us > 0
            ? Finding.Good(name, $"{us} us")
            : Finding.CouldBeBetter(name, "0", $"sysctl -w {name}=50 ({subject} ask the network card itself; it changes nothing on the loopback)");
    }
}

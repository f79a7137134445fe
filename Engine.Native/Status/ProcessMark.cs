using System.Diagnostics;
using System.Globalization;

namespace Engine.Native.Status;

/// <summary>Whether a process that was named by id still lives, and is not another one that was given its id later.</summary>
internal static class ProcessMark
{
    /// <summary>When a process was started, kernel ticks since boot; 0 where that cannot be told, -1 when there is no such process.</summary>
    public static long StartTicks(int processId)
    {
        if (!OperatingSystem.IsLinux())
            return IsRunning(processId) ? 0 : -1;
        try
        {
            string line = File.ReadAllText($"/proc/{processId}/stat");

            // The name in parentheses may hold anything; the fields behind it are: state, parent, ... and the start as the 20th.
            string[] fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? -1 : long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return -1;
        }
    }

    /// <summary>Whether the very process lives.</summary>
    public static bool IsAlive(int processId, long startTicks)
    {
        long now = StartTicks(processId);
        return now >= 0 && (startTicks == 0 || now == 0 || now == startTicks);
    }

    private static bool IsRunning(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

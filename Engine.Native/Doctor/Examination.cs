namespace Engine.Native.Doctor;

/// <summary>The whole examination: what the host's files and readings mean for the hot path. Pure: the same host, the same findings.</summary>
public static class Examination
{
    /// <summary>Examines a host.</summary>
    public static IReadOnlyList<FindingGroup> Of(HostFiles files, HostReadings readings) =>
    [
        new FindingGroup("Processor", [.. ProcessorChecks.Examine(files, readings.AllowedCpus)]),
        new FindingGroup("Isolation and scheduling", [.. SchedulingChecks.Examine(files, readings.AllowedCpus)]),
        new FindingGroup("Memory", [.. MemoryChecks.Examine(files)]),
        new FindingGroup("Clock", [.. ClockChecks.Examine(files, readings)]),
        new FindingGroup("Network", [.. NetworkChecks.Examine(files)]),
        new FindingGroup("Software and disk", [.. SoftwareChecks.Examine(readings)]),
    ];

    /// <summary>Only what decides whether a latency measured on these processors can be trusted.</summary>
    public static IReadOnlyList<Finding> OfProcessors(HostFiles files, IReadOnlyList<int> allowedCpus) =>
        [.. ProcessorChecks.Examine(files, allowedCpus), .. SchedulingChecks.Examine(files, allowedCpus)];
}

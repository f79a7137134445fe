using Engine.Native.Linux;

namespace Engine.Native.Doctor;

/// <summary>What the host only tells by being asked or timed, beside its files.</summary>
public sealed record HostReadings
{
    /// <summary>Processors this process may run on.</summary>
    public required IReadOnlyList<int> AllowedCpus { get; init; }

    /// <summary>The gaps in a short spin.</summary>
    public required JitterReading Jitter { get; init; }

    /// <summary>The kernel's resolution of the monotonic clock, in nanoseconds.</summary>
    public required long ClockResolutionNs { get; init; }

    /// <summary>Time for one reading of the clock, in nanoseconds.</summary>
    public required double ClockReadNs { get; init; }

    /// <summary>Whether the wall clock is kept.</summary>
    public required ClockDiscipline Discipline { get; init; }

    /// <summary>The TLS library's own version text; null where none loads.</summary>
    public required string? TlsLibrary { get; init; }

    /// <summary>SQLite's version; null where it does not load.</summary>
    public required string? SqliteVersion { get; init; }

    /// <summary>Whether a database can live where it is meant to.</summary>
    public required DiskReading Database { get; init; }

    /// <summary>True in the compiled binary, false under the just-in-time compiler.</summary>
    public required bool CompiledAhead { get; init; }

    /// <summary>The file of credentials, where there is one.</summary>
    public required KeyFileReading KeyFile { get; init; }
}

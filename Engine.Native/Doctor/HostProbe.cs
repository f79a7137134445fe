using System.Runtime.InteropServices;
using Engine.Native.Config;
using Engine.Native.Linux;
using Engine.Native.Linux.Threads;
using Engine.Native.Time;
using Microsoft.Data.Sqlite;

namespace Engine.Native.Doctor;

/// <summary>Takes the readings of this host.</summary>
public static class HostProbe
{
    private static readonly string[] s_tlsNames = ["libssl.so.3", "libssl.so.1.1", "libssl.so"];

    /// <summary>True in the compiled binary, false under the just-in-time compiler.</summary>
    public static bool IsCompiledAhead =>
        // The feature switches for dynamic code are the same in both worlds; only the host of managed assemblies hands over this list.
        AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") is null;

    /// <summary>Takes them; spins for <paramref name="spinNs"/> on the calling thread.</summary>
    /// <param name="databasePath">The database whose disk is tried.</param>
    /// <param name="directory">The working directory, for the file of credentials.</param>
    /// <param name="spinNs">How long to look for gaps.</param>
    public static HostReadings Take(string databasePath, string directory, long spinNs) => new()
    {
        AllowedCpus = CpuAffinity.Allowed(),
        Jitter = JitterReading.Measure(spinNs),
        ClockResolutionNs = SystemClock.ResolutionNs,
        ClockReadNs = MeasureClockRead(),
        Discipline = ClockDiscipline.Read(),
        TlsLibrary = FindTls(),
        SqliteVersion = FindSqlite(),
        Database = DiskReading.Probe(databasePath),
        CompiledAhead = IsCompiledAhead,
        KeyFile = KeyFileReading.Look(Path.Combine(directory, EnvFile.Name)),
    };

    private static double MeasureClockRead()
    {
        const int Readings = 20_000;
        var startNs = SystemClock.MonotonicNs;
        for (var i = 1; i < Readings; i++) _ = SystemClock.MonotonicNs;
        return (SystemClock.MonotonicNs - startNs) / (double)Readings;
    }

    private static unsafe string? FindTls()
    {
        foreach (var name in s_tlsNames)
        {
            if (!NativeLibrary.TryLoad(name, out var library)) continue;
            // OpenSSL_version lies in libcrypto, which libssl brings with it; the library stays loaded, as the engine would load it.
            if (!NativeLibrary.TryGetExport(library, "OpenSSL_version", out var version)) return name;
            return $"{Marshal.PtrToStringUTF8(((delegate* unmanaged<int, nint>)version)(0))} ({name})";
        }
        return null;
    }

    private static string? FindSqlite()
    {
        try
        {
            using var connection = new SqliteConnection("Data Source=:memory:");
            return connection.ServerVersion;
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or SqliteException)
        {
            return null;
        }
    }
}

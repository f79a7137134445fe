namespace Engine.Tests.Architecture;

/// <summary>
/// What the code of Engine.Core may not name: it is deterministic and does no I/O, so that one recorded session replays to the
/// same intents. Rules are beginnings of <c>Namespace.Type::Member</c>; of several that fit, the longest decides.
/// </summary>
internal static class BannedApi
{
    private static readonly string[] Banned =
    [
        // Clocks and the machine's state.
        "System.DateTime::get_Now", "System.DateTime::get_UtcNow", "System.DateTime::get_Today", "System.DateTime::ToLocalTime",
        "System.DateTimeOffset::get_Now", "System.DateTimeOffset::get_UtcNow", "System.DateTimeOffset::ToLocalTime",
        "System.TimeProvider::", "System.TimeZoneInfo::", "System.Environment::", "System.AppContext::", "System.AppDomain::", "System.GC::",
        "System.Runtime.GCSettings::", "System.Runtime.Loader.",

        // Randomness, and hashes that differ from process to process.
        "System.Random::", "System.Guid::", "System.HashCode::", "System.String::GetHashCode", "System.Security.Cryptography.RandomNumberGenerator::",

        // Input and output.
        "System.Console::", "System.ConsoleColor::", "System.IO.", "System.Net.", "Microsoft.Win32.",

        // Threads, tasks, timers, locks, processes, stopwatches.
        "System.Threading.", "System.ThreadStaticAttribute::", "System.Timers.", "System.Diagnostics.",
        "System.Runtime.CompilerServices.Async", "System.Runtime.CompilerServices.IAsyncStateMachine::",

        // Code made at run time, and what lies outside the managed world.
        "System.Reflection.", "System.Linq.Expressions.", "System.Runtime.InteropServices.Marshal::", "System.Runtime.InteropServices.NativeLibrary::",
        "System.Runtime.InteropServices.NativeMemory::", "System.Runtime.InteropServices.GCHandle", "System.Runtime.InteropServices.PosixSignal",
        "System.Runtime.InteropServices.DllImportAttribute::", "System.Runtime.InteropServices.LibraryImportAttribute::", "P/Invoke::",
    ];

    private static readonly string[] Allowed =
    [
        // The memory model, without which there are no rings.
        "System.Threading.Volatile::", "System.Threading.Interlocked::",

        // Memory is taken once, at the start, pinned.
        "System.GC::Allocate",

        // Text and exceptions without a file behind them.
        "System.IO.Pipelines.", "System.IO.InvalidDataException::", "System.IO.TextWriter::", "System.IO.StringWriter::",

        // Marks that the compiler or the author leaves for tools.
        "System.Diagnostics.CodeAnalysis.", "System.Diagnostics.DebuggerDisplayAttribute::", "System.Diagnostics.DebuggerBrowsable",
        "System.Diagnostics.DebuggerHiddenAttribute::", "System.Diagnostics.DebuggerStepThroughAttribute::", "System.Diagnostics.ConditionalAttribute::",
        "System.Diagnostics.StackTraceHiddenAttribute::", "System.Diagnostics.UnreachableException::", "System.Diagnostics.Debug::",
        "System.Reflection.DefaultMemberAttribute::", "System.Reflection.MemberInfo::get_Name",
    ];

    public static bool IsBanned(Use use)
    {
        // An iterator that the compiler made asks which thread enumerates it; it decides nothing by it.
        if (use.Text == "System.Environment::get_CurrentManagedThreadId" && use.From.Name.Contains(">d__", StringComparison.Ordinal))
            return false;
        int banned = Longest(Banned, use.Text);
        return banned > 0 && banned > Longest(Allowed, use.Text);
    }

    public static IEnumerable<string> Violations(IEnumerable<Use> uses) => uses.Where(IsBanned).Select(use => $"{use.From} names {use.Text}");

    private static int Longest(string[] rules, string text) =>
        rules.Where(rule => text.StartsWith(rule, StringComparison.Ordinal)).Select(rule => rule.Length).DefaultIfEmpty().Max();
}

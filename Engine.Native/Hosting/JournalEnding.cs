namespace Engine.Native.Hosting;

/// <summary>The wish that the journal ends: handed to its thread once.</summary>
/// <param name="DeadlineNs">Until when writing is tried, on the monotonic clock.</param>
/// <param name="ExitCode">The exit code to record.</param>
/// <param name="Reason">The reason to record.</param>
internal sealed record JournalEnding(long DeadlineNs, int ExitCode, string Reason);

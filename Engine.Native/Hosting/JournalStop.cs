namespace Engine.Native.Hosting;

/// <summary>How the journal ended.</summary>
/// <param name="Unwritten">Facts that could not be stored; not zero means that the exit code has to tell.</param>
/// <param name="IsFileComplete">Whether the one file holds everything: the write-ahead log was folded in.</param>
/// <param name="Error">What prevented it, naming the file; none when all went well.</param>
/// <param name="Rescue">Where everything is now, after the file had been deleted or replaced; none where it had not.</param>
/// <param name="HasEnded">Whether the journal's thread came to its end in time, and the session's row with it.</param>
public readonly record struct JournalStop(long Unwritten, bool IsFileComplete, string? Error, string? Rescue = null, bool HasEnded = true);

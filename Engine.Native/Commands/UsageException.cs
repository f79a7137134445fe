namespace Engine.Native.Commands;

/// <summary>A command line that cannot be meant: the message goes to standard error and the exit code is <see cref="ExitCode.Usage"/>. Thrown before anything is started.</summary>
/// <param name="message">What was found, what is expected, what to do.</param>
public sealed class UsageException(string message) : Exception(message);

using System.Runtime.InteropServices;

namespace Engine.Native.Linux;

/// <summary>
/// The named result of a request to the operating system. Tuning calls are wishes, not needs: an unprivileged user gets a
/// result that says what to change, never an exception.
/// </summary>
/// <param name="Call">The system call as its manual page names it.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Errno">The kernel's error number, 0 when done.</param>
/// <param name="Advice">What the operator can change, as a command or a setting; empty when done.</param>
public readonly record struct HostResult(string Call, HostOutcome Outcome, int Errno, string Advice)
{
    private const int Eperm = 1, Eagain = 11, Enomem = 12, Eacces = 13, Einval = 22, Enosys = 38, Eopnotsupp = 95;

    /// <summary>True when the kernel did what was asked.</summary>
    public bool Succeeded => Outcome == HostOutcome.Done;

    /// <summary>A line for the operator: the call, the reason in words, the advice.</summary>
    public override string ToString() => Succeeded
        ? $"{Call}: done"
        : $"{Call}: {Linux.Errno.Describe(Errno)}{(Advice.Length > 0 ? ": " + Advice : "")}";

    /// <summary>Names the result of a call that returned <paramref name="code"/> and left its errno in the last P/Invoke error.</summary>
    internal static HostResult From(string call, int code, Func<HostOutcome, string> advice)
    {
        if (code != -1) return new HostResult(call, HostOutcome.Done, 0, "");
        var errno = Marshal.GetLastPInvokeError();
        var outcome = Classify(errno);
        return new HostResult(call, outcome, errno, advice(outcome));
    }

    private static HostOutcome Classify(int errno) => errno switch
    {
        Eperm or Eacces => HostOutcome.NotPermitted,
        Enomem or Eagain => HostOutcome.LimitReached,
        Einval => HostOutcome.OutOfRange,
        Enosys or Eopnotsupp => HostOutcome.NotSupported,
        _ => HostOutcome.Failed,
    };
}

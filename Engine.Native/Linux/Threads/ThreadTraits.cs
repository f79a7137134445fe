using System.Text;

namespace Engine.Native.Linux.Threads;

/// <summary>Small properties of the calling thread: the name that <c>top -H</c> and <c>perf</c> show, and how late its sleeps may end.</summary>
public static unsafe class ThreadTraits
{
    /// <summary>Bytes of a thread's name that the kernel keeps.</summary>
    public const int MaxNameBytes = 15;

    private const int SetName = 15, GetName = 16, SetTimerSlack = 29, GetTimerSlack = 30;

    /// <summary>The calling thread's name as the kernel holds it.</summary>
    public static string Name
    {
        get
        {
            var bytes = stackalloc byte[MaxNameBytes + 1];
            if (HostCalls.prctl(GetName, (nuint)bytes, 0, 0, 0) == -1) return "";
            var span = new ReadOnlySpan<byte>(bytes, MaxNameBytes + 1);
            var end = span.IndexOf((byte)0);
            return Encoding.UTF8.GetString(end < 0 ? span : span[..end]);
        }
    }

    /// <summary>How much later than asked a sleep of the calling thread may end, in nanoseconds (50 000 by default); -1 where unknown.</summary>
    public static int TimerSlackNs => HostCalls.prctl(GetTimerSlack, 0, 0, 0, 0);

    /// <summary>Names the calling thread; a name beyond 15 bytes is cut at a character's boundary.</summary>
    public static HostResult Rename(string name)
    {
        var bytes = stackalloc byte[MaxNameBytes + 1];
        var span = new Span<byte>(bytes, MaxNameBytes + 1);
        span.Clear();
        Encoding.UTF8.GetEncoder().Convert(name, span[..MaxNameBytes], flush: false, out _, out _, out _);
        return HostResult.From("prctl(PR_SET_NAME)", HostCalls.prctl(SetName, (nuint)bytes, 0, 0, 0), _ => "");
    }

    /// <summary>Bounds how late a sleep of the calling thread may end: 1 for the sleeping wait strategy of the hot thread.</summary>
    /// <param name="slackNs">Nanoseconds, at least 1.</param>
    public static HostResult LimitTimerSlack(int slackNs)
    {
        if (slackNs < 1) return new HostResult("prctl(PR_SET_TIMERSLACK)", HostOutcome.OutOfRange, 22, $"a slack of {slackNs} ns is below 1");
        return HostResult.From("prctl(PR_SET_TIMERSLACK)", HostCalls.prctl(SetTimerSlack, (nuint)slackNs, 0, 0, 0), _ => "");
    }
}

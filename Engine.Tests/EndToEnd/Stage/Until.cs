using System.Diagnostics;
using Xunit;

namespace Engine.Tests.EndToEnd.Stage;

/// <summary>Waits for what has to happen, looking again every few milliseconds; fails with its name when it does not in time.</summary>
internal static class Until
{
    private const double LimitSeconds = 30;

    public static void Holds(Func<bool> condition, string what, Func<string>? state = null)
    {
        object pause = new();
        long began = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(began).TotalSeconds > LimitSeconds)
                Assert.Fail($"not within {LimitSeconds} s: {what}{(state is null ? "" : $"; {state()}")}");
            lock (pause)
                Monitor.Wait(pause, 2);
        }
    }
}

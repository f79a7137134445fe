using Engine.Core.Quoting;
using Engine.Native.Hosting;

namespace Engine.Native.Composition;

/// <summary>
/// What the operator sees while the process trades, on its main thread: the live view as a child process that reads the status
/// file, or a plain line a second. Ends with the duration or the hot thread.
/// </summary>
internal sealed class SessionScreen(TradeSetup setup, StopSignal stop, string statusPath, TextWriter error, Func<string?> trouble)
{
    private string? _told;

    public void Show<TQuoter>(HotThread<TQuoter> hot)
        where TQuoter : struct, IQuoter
    {
        long endMs = setup.Duration is { } duration ? Environment.TickCount64 + (long)duration.TotalMilliseconds : long.MaxValue;
        bool live = !setup.Headless && !Console.IsOutputRedirected;
        using ChildView? view = live ? ChildView.Start(statusPath) : null;
        using HeadlessView? lines = live ? null : new HeadlessView(statusPath);
        long lineMs = Environment.TickCount64 + 1000;
        while (!hot.Wait(TimeSpan.FromMilliseconds(20)))
        {
            if (Environment.TickCount64 >= endMs)
                stop.Request(StopReason.DurationPassed);
            if (lines is null || Environment.TickCount64 < lineMs)
                continue;
            lineMs += 1000;
            lines.Print();
            Tell(trouble());
        }

        if (hot.Refused.Length > 0)
            error.WriteLine($"engine: {hot.Refused}");
    }

    private void Tell(string? text)
    {
        if (text is null || text == _told)
            return;
        _told = text;
        error.WriteLine($"engine: {text}");
    }
}

using Engine.Core.Quoting;
using Engine.Core.Link;
using Engine.Core.Risk.Killing;
using Engine.Native.Hosting;

namespace Engine.Native.Composition.Screens;

/// <summary>
/// What the operator sees while the process trades, on its main thread: the live view as a child process that reads the status
/// file, or a plain line a second. Ends with the duration or the hot thread.
/// </summary>
internal sealed class SessionScreen(TradeSetup setup, StopSignal stop, KillLatch latch, JournalThread journal, string statusPath, Stream lineStream, TextWriter error, params TroubleLog[] troubles)
{
    private bool _isKillTold;
    private bool _isLossTold;

    public void Show<TQuoter>(HotThread<TQuoter> hot)
        where TQuoter : struct, IQuoter
    {
        long endMs = setup.Duration is { } duration ? Environment.TickCount64 + (long)duration.TotalMilliseconds : long.MaxValue;
        bool live = !setup.Headless && !Console.IsOutputRedirected;
        ChildView? view = live ? ChildView.Start(statusPath) : null;
        using HeadlessView lines = new(statusPath, lineStream);
        long lineMs = Environment.TickCount64 + 1000;
        while (!hot.Wait(TimeSpan.FromMilliseconds(20)))
        {
            if (Environment.TickCount64 >= endMs)
                stop.Request(StopReason.DurationPassed);
            if (setup.VenueFault() is not null)
                stop.Request(StopReason.Failure);
            if (journal.IsLost)
                stop.Request(StopReason.DatabaseLost);
            if (view is { HasExited: true })
                view = GoOnWithout(view, lines);
            if (view is not null)
                continue; // words would be drawn over: they wait for the view's end
            TellTroubles();
            if (Environment.TickCount64 < lineMs)
                continue;
            lineMs = Math.Max(lineMs + 1000, Environment.TickCount64);
            lines.Print();
        }

        view?.Dispose();
        TellTroubles();
        if (setup.VenueFault() is { } fault)
            Tell(fault);
        if (hot.Refused.Length > 0)
            Tell(hot.Refused);
    }

    /// <summary>The view is gone while the session goes on: the terminal is put in order, and plain lines follow.</summary>
    private ChildView? GoOnWithout(ChildView view, HeadlessView lines)
    {
        if (view.ExitCode != 0)
            lines.RestoreTerminal();
        Tell($"the live view ended with exit code {view.ExitCode}; the session goes on (`engine watch` shows it again)");
        view.Dispose();
        return null;
    }

    private void TellTroubles()
    {
        bool isKilled = latch.TryRead(out KillRecord killed); // before what was said earlier is told: nothing then stands behind it that held before
        foreach (TroubleLog log in troubles)
        {
            while (log.Next() is { } sentence)
                Tell(sentence);
        }

        if (!_isKillTold && isKilled)
        {
            _isKillTold = true;
            Tell(KillWords.Now(in killed));
        }

        if (!_isLossTold && journal is { IsLost: true, Health.LastError: { } loss })
        {
            _isLossTold = true;
            Tell($"{loss}: orders are cancelled, and what was written is saved");
        }
    }

    private void Tell(string sentence) => error.WriteLine($"engine: {sentence}");
}

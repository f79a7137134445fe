using System.Text;
using Engine.Native.Status;
using Engine.Native.Status.Blocks;
using Engine.Native.Status.View;
using Engine.Tests.Storage.Journal;
using Xunit;

namespace Engine.Tests.Status;

public sealed class WatcherTests
{
    [Fact]
    public void Once_prints_one_plain_frame()
    {
        using var folder = new TemporaryFolder();
        using StatusWriter writer = Written(folder);
        (int code, string output, string errors) = Run(new WatchOptions { Path = writer.Path, IsOnce = true });
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("BTC-PERPETUAL", output, StringComparison.Ordinal);
        Assert.Contains(" JOURNAL 12,345 rows", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\e", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_terminal_it_prints_lines_until_the_session_has_ended()
    {
        using var folder = new TemporaryFolder();
        using StatusWriter writer = Written(folder);
        writer.End(SampleFacts.StartNs + 1, 3);
        (int code, string output, string errors) = Run(new WatchOptions { Path = writer.Path });
        Assert.Equal(0, code);
        Assert.StartsWith("14:25:54 live quoting | BTC-PERPETUAL", output, StringComparison.Ordinal);
        Assert.Equal("engine watch: the session has ended, exit code 3\n", errors);
    }

    [Fact]
    public void Of_a_session_that_was_killed_the_reason_is_told_and_how_the_switch_is_cleared()
    {
        using var folder = new TemporaryFolder();
        using StatusWriter writer = Written(folder);
        HotStatus hot = StatusSamples.Hot();
        hot.IsKilled = true;
        StatusText.Write(hot.ModeReason, "session loss 512.30 > 500.00 USD");
        writer.WriteHot(hot);
        writer.End(SampleFacts.StartNs + 1, 4);
        string errors = Run(new WatchOptions { Path = writer.Path }).Errors;
        Assert.Equal(
            $"engine watch: the session has ended, exit code 4: its kill switch is latched (session loss 512.30 > 500.00 USD); `engine kill --clear --db {StatusSamples.Origin.Database}` lets a session begin again\n", errors);
    }

    [Fact]
    public void A_missing_file_is_named_after_the_patience()
    {
        using var folder = new TemporaryFolder();
        (int code, string output, string errors) = Run(new WatchOptions { Path = folder.PathOf("none.status"), Patience = TimeSpan.Zero });
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("engine watch: ", errors, StringComparison.Ordinal);
        Assert.Contains(folder.PathOf("none.status"), errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_status_file_a_process_that_holds_an_accounts_lock_is_named()
    {
        Assert.StartsWith("no engine is trading on this machine", Watcher.NothingFound([]), StringComparison.Ordinal);
        Assert.Contains("though process 4711 holds the lock of an account", Watcher.NothingFound([4711]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_appears_while_it_waits_is_taken()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.status");
        (int Code, string Output, string Errors) result = default;
        var thread = new Thread(() => result = Run(new WatchOptions { Path = path, IsOnce = true, Patience = TimeSpan.FromSeconds(30) }));
        thread.Start();
        using StatusWriter writer = Written(folder);
        thread.Join();
        Assert.Equal((0, ""), (result.Code, result.Errors));
        Assert.Contains("BTC-PERPETUAL", result.Output, StringComparison.Ordinal);
    }

    private static StatusWriter Written(TemporaryFolder folder)
    {
        var writer = new StatusWriter(folder.PathOf("t.status"), StatusSamples.Origin);
        writer.WriteJournal(StatusSamples.Journal());
        writer.WriteHot(StatusSamples.Hot());
        return writer;
    }

    private static (int Code, string Output, string Errors) Run(WatchOptions options)
    {
        using var output = new MemoryStream();
        using var errors = new StringWriter();
        int code = new Watcher(options, output, errors).Run();
        return (code, Encoding.UTF8.GetString(output.ToArray()), errors.ToString());
    }
}

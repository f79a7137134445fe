using System.Diagnostics;
using System.Globalization;
using Engine.Core.Events;
using Engine.Core.Trading;
using Engine.Tests.Storage.Journal;
using Engine.Tests.Support;
using Engine.Tests.Trading;
using Xunit;

namespace Engine.Tests.Journal;

/// <summary>A day of trading in a process of its own: what the engine, its journal and its intent log hold does not grow with time.</summary>
public sealed class SoakTests
{
    private const string FolderVariable = "ENGINE_TEST_SOAK";
    private const int ChangesAnHour = 36_000; // ten a second
    private const int Hours = 24;
    private const int SettledAfterHours = 4;
    private const long HeapSlackBytes = 64 * 1024;
    private const long ResidentSlackBytes = 16 << 20;

    [Fact]
    [Pitfall("T52")]
    public void The_memory_of_a_day_is_the_memory_of_its_first_hours()
    {
        using var folder = new TemporaryFolder();
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList = { "-method", $"{typeof(SoakTests).FullName}.{nameof(Day)}", "-explicit", "only", "-noColor" },
            Environment = { [FolderVariable] = folder.Root },
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0 && output.Contains("Total: 1", StringComparison.Ordinal), output);
    }

    /// <summary>The day: run by the test above in a process that does nothing else.</summary>
    [Fact(Explicit = true)]
    public void Day()
    {
        string root = Environment.GetEnvironmentVariable(FolderVariable)!;
        using var harness = new JournalHarness(Path.Combine(root, "t.db"));
        IntentLogs logs = new();
        Rig rig = new(options: new EngineOptions { SessionId = Rig.SessionId, OrderRate = 100_000, OrderBurst = 1_000, MaxOrdersPerSecond = 100_000, Intents = logs.Log });
        Hour hour = new(rig, harness);
        rig.GoLive();
        for (int i = 0; i < SettledAfterHours; i++)
            hour.Pass();
        (long heap, long resident) = Memory();
        for (int i = SettledAfterHours; i < Hours; i++)
            hour.Pass();
        (long heapNow, long residentNow) = Memory();
        Assert.True(hour.Fills > 1_000 && hour.Facts > 10_000 && logs.Log.Count > 10_000, $"{hour.Fills} fills, {hour.Facts} facts, {logs.Log.Count} intents");
        Assert.True(heapNow - heap < HeapSlackBytes, $"the heap grew from {heap} to {heapNow} bytes");
        Assert.True(residentNow - resident < ResidentSlackBytes, $"the process grew from {resident} to {residentNow} bytes");
    }

    private static (long Heap, long Resident) Memory()
    {
        long heap = GC.GetTotalMemory(forceFullCollection: true);
        string line = File.ReadLines("/proc/self/status").First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        return (heap, long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024);
    }

    /// <summary>An hour: the market moves, quotes follow and fill, the connection is lost once.</summary>
    private sealed class Hour(Rig rig, JournalHarness harness)
    {
        private long _sequence;
        private long _mid = 200_000;

        public long Fills { get; private set; }

        public long Facts { get; private set; }

        public void Pass()
        {
            for (int i = 1; i <= ChangesAnHour; i++)
            {
                _mid += (i / 500 % 2) == 0 ? 1 : -1;
                rig.NowNs += Rig.Second / 10;
                rig.Send(rig.Market(_mid - 1, _mid + 1));
                if (i % 10 == 0)
                {
                    rig.Timer();
                    rig.Send(rig.Ticker(_mid / 2.0, _mid / 2.0));
                }

                Answer(fill: i % 600 == 0);
                if (i == ChangesAnHour / 2)
                    Reconnect();
                if (i % 50 == 0)
                    Journal();
            }
        }

        private void Answer(bool fill)
        {
            foreach (OrderIntent intent in rig.Take())
            {
                if (intent.Kind == IntentKind.Cancel)
                {
                    rig.Send(rig.Reply(intent, VenueOrderState.Cancelled));
                    continue;
                }

                rig.Send(rig.Reply(intent));
                if (!fill)
                    continue;
                fill = false;
                Fills++;
                rig.Batch(rig.Fill(intent, 1, ++_sequence), rig.Order(intent, filled: 1));
                rig.Send(rig.Position(rig.Desk.PositionLots));
            }
        }

        private void Reconnect()
        {
            rig.Send(rig.Session(SessionState.Down));
            rig.Send(rig.Session(SessionState.LoggingIn));
            rig.Send(rig.Session(SessionState.Reconciling));
            rig.Send(rig.Position(rig.Desk.PositionLots));
            rig.Send(rig.Session(SessionState.Live));
            rig.Send(rig.Snapshot(_mid - 1, _mid + 1));
        }

        private void Journal()
        {
            foreach (Fact fact in rig.Facts)
            {
                Facts++;
                harness.Publish(fact);
            }

            rig.Facts.Clear();
            harness.Pump.Turn(rig.NowNs, hurry: true);
        }
    }
}

using System.Runtime.InteropServices;
using Engine.Core.Risk;
using Engine.Core.Risk.Killing;
using Xunit;

namespace Engine.Tests.Risk.Killing;

public sealed unsafe class KillLatchTests : IDisposable
{
    private readonly KillRecord* _record = (KillRecord*)NativeMemory.AllocZeroed(KillRecord.SizeBytes);

    public void Dispose() => NativeMemory.Free(_record);

    [Fact]
    public void The_first_latch_stays_with_all_that_it_says()
    {
        KillLatch latch = new((nint)_record, processId: 7, sessionId: 9);
        Assert.False(latch.IsLatched);
        Assert.True(latch.Latch(KillReason.Drawdown, 5, 120.5, 100));
        Assert.False(latch.Latch(KillReason.Operator, 6));
        Assert.True(latch.IsLatched);
        Assert.Equal((LatchState.Latched, KillReason.Drawdown, 7, 9, 5L), (_record->State, _record->Reason, _record->ProcessId, _record->SessionId, _record->AtNs));
        Assert.Equal((120.5, 100.0), (_record->Value, _record->Bound));
        Assert.Contains("drawdown of 120.50 USD where 100.00 are allowed", KillWords.Of(*_record), StringComparison.Ordinal);
    }

    [Fact]
    public void It_asks_once_to_be_stored_with_all_that_it_says_and_stores_by_itself_only_when_told_to()
    {
        HangingDisk disk = new();
        KillLatch latch = new((nint)_record, 7, 9, disk);
        latch.Store();
        Assert.Equal((0, 0), (disk.Asked, disk.Stored)); // nothing is latched
        latch.Latch(KillReason.Drawdown, 5, 120.5, 100);
        latch.Latch(KillReason.Operator, 6);
        Assert.Equal((1, 0), (disk.Asked, disk.Stored));
        latch.Store();
        Assert.Equal((1, 1), (disk.Asked, disk.Stored));
    }

    [Fact]
    public void What_it_was_latched_with_can_be_read_once_it_is_said()
    {
        KillLatch latch = new((nint)_record, 7, 9);
        Assert.False(latch.TryRead(out _));
        _record->State = LatchState.Writing;
        Assert.False(latch.TryRead(out _));
        _record->State = LatchState.Armed;
        latch.Latch(KillReason.SessionLoss, 5, 512.3, 500);
        Assert.True(latch.TryRead(out KillRecord record));
        Assert.Equal("the kill switch is latched: session loss of 512.30 USD where 500.00 are allowed; orders are cancelled, and the session ends", KillWords.Now(in record));
        Assert.Equal("session loss 512.30 > 500.00 USD", KillWords.Short(in record)); // as many characters as the status page has
        Assert.Equal("watchdog: 812 > 500 ms", KillWords.Short(record with { Reason = KillReason.Watchdog, Value = 812 }));
    }

    [Theory]
    [InlineData(0.5, 1e-13, "0.50", "0.0000000000001", "0.50", "1E-13")]
    [InlineData(2e-9, 0.000001, "0.000000002", "0.000001", "2E-9", "1E-6")]
    [InlineData(12.3456789, 12.00000001, "12.345679", "12.00000001", "12.35", "12.00")]
    public void A_limit_is_told_exactly_and_no_figure_as_zero(double value, double bound, string loss, string limit, string shortLoss, string shortLimit)
    {
        KillLatch latch = new((nint)_record, 7, 9) { EquityDropNs = 2_500_000_000 };
        latch.Latch(KillReason.EquityDrop, 5, value, bound);
        Assert.True(latch.TryRead(out KillRecord record));
        Assert.Equal($"equity drop of {loss} USD within 2.5 s where {limit} are allowed", KillWords.Cause(in record));
        Assert.Equal($"equity drop {shortLoss} > {shortLimit} USD", KillWords.Short(in record));
    }

    [Fact]
    public void Of_threads_that_latch_at_once_one_does_and_its_words_are_whole()
    {
        for (int round = 0; round < 200; round++)
        {
            *_record = default;
            KillLatch latch = new((nint)_record, 1, 1);
            int[] won = new int[4];
            Parallel.For(0, 4, i => won[i] = latch.Latch((KillReason)(i + 1), i + 1, i + 1, i + 1) ? 1 : 0);
            int winner = Array.IndexOf(won, 1) + 1;
            Assert.Equal(1, won.Sum());
            Assert.Equal(((KillReason)winner, (long)winner, (double)winner, (double)winner), (_record->Reason, _record->AtNs, _record->Value, _record->Bound));
        }
    }

    [Fact]
    public void A_latch_whose_process_was_killed_while_it_wrote_is_latched()
    {
        _record->State = LatchState.Writing;
        Assert.True(new KillLatch((nint)_record, 1, 1).IsLatched);
        Assert.Contains("killed before it could say", KillWords.Of(*_record), StringComparison.Ordinal);
    }

    [Fact]
    public void The_record_keeps_its_layout()
    {
        Assert.Equal(KillRecord.SizeBytes, sizeof(KillRecord));
        Assert.Equal("MMKILL01", System.Text.Encoding.ASCII.GetString(BitConverter.GetBytes(KillRecord.ExpectedMagic)));
        Assert.Equal(
            "None=0 Operator=1 Invariant=2 SessionLoss=3 Drawdown=4 EquityDrop=5 Watchdog=6",
            string.Join(' ', Enum.GetValues<KillReason>().Select(reason => $"{reason}={(byte)reason}")));
        Assert.All(Enum.GetValues<KillReason>().Where(reason => reason != KillReason.None), reason => Assert.NotEqual("", KillWords.Of(reason)));
    }
}

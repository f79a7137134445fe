using System.Runtime.InteropServices;
using Engine.Core.Risk;
using Engine.Core.Risk.Killing;
using Engine.Native.Storage.Killing;
using Engine.Tests.EndToEnd.Stage;
using Xunit;

namespace Engine.Tests.Storage.Killing;

/// <summary>The thread that stores a kill switch, with a disk that hangs or refuses.</summary>
public sealed unsafe class KillWriterTests : IDisposable
{
    private readonly KillRecord* _record = (KillRecord*)NativeMemory.AllocZeroed(KillRecord.SizeBytes);
    private readonly ManualResetEventSlim _disk = new(false);
    private int _attempts;
    private int _refusals;

    public void Dispose()
    {
        _disk.Dispose();
        NativeMemory.Free(_record);
    }

    [Fact]
    public void Who_latches_waits_for_no_disk_and_the_switch_is_stored_once_that_answers()
    {
        Store store = new();
        KillLatch latch = new((nint)_record, 1, 1, store);
        using KillWriter writer = store.Writer = new KillWriter(latch, TryStore);
        List<KillRecord> told = [];
        writer.Start(told.Add);
        Assert.Equal(0, Volatile.Read(ref _attempts));
        Assert.True(latch.Latch(KillReason.Drawdown, 5, 120, 100)); // returns while the disk hangs
        Until.Holds(() => Volatile.Read(ref _attempts) == 1, "the writer meets the disk");
        KillRecord record = Assert.Single(told); // before the disk is asked
        Assert.Equal((KillReason.Drawdown, 5L, 120.0, 100.0), (record.Reason, record.AtNs, record.Value, record.Bound));
        _disk.Set();
    }

    [Fact]
    public void A_disk_that_refuses_is_tried_again()
    {
        Store store = new();
        KillLatch latch = new((nint)_record, 1, 1, store);
        _refusals = 2;
        _disk.Set();
        using (KillWriter writer = store.Writer = new KillWriter(latch, TryStore, pauseMs: 1))
        {
            writer.Start();
            latch.Latch(KillReason.Operator, 5);
            Until.Holds(() => Volatile.Read(ref _attempts) == 3, "it is tried until it succeeds");
        }

        Assert.Equal(3, _attempts);
    }

    [Fact]
    public void A_switch_that_never_latched_is_not_stored_at_the_end()
    {
        Store store = new();
        KillLatch latch = new((nint)_record, 1, 1, store);
        _disk.Set();
        KillWriter writer = store.Writer = new KillWriter(latch, TryStore);
        writer.Start();
        writer.Dispose();
        Assert.Equal(0, _attempts);
        latch.Latch(KillReason.Operator, 5); // a thread that did not stop in time: nobody waits any more
    }

    private bool TryStore()
    {
        Interlocked.Increment(ref _attempts);
        _disk.Wait();
        return _refusals-- <= 0;
    }

    private sealed class Store : IKillStore
    {
        public KillWriter? Writer { get; set; }

        void IKillStore.Ask() => Writer!.Wake();

        void IKillStore.Store() => Assert.Fail("a thread that has orders to cancel waits for the disk");
    }
}

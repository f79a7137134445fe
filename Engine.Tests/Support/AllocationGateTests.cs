using System.Runtime;
using Xunit;

namespace Engine.Tests.Support;

/// <summary>The positive control: a gate that lets everything pass would pass every test that uses it.</summary>
public class AllocationGateTests
{
    internal static object? Kept { get; set; }
    private int _calls;

    [Fact]
    public void The_gate_counts_one_small_object_in_every_operation_exactly()
    {
        long bytes = AllocationGate.BytesOf(() => Kept = new object(), 1_000);
        Assert.Equal(1_000 * 24, bytes);
    }

    [Fact]
    public void The_gate_sees_a_single_allocation_in_a_hundred_thousand_operations()
    {
        // The warm-up calls the operation too; the allocation must fall behind it.
        long bytes = AllocationGate.BytesOf(() =>
        {
            if (++_calls == 50_000)
                Kept = new byte[100];
        });
        Assert.Equal(128, bytes); // length and header included
    }

    [Fact]
    public void The_gate_sees_a_boxed_value() =>
        Assert.Throws<Xunit.Sdk.TrueException>(() => AllocationGate.HoldsAtZero(() => Kept = _calls, 100));

    [Fact]
    public void No_collection_runs_in_the_background_or_the_gate_would_count_too_much() =>
        Assert.Equal(GCLatencyMode.Batch, GCSettings.LatencyMode);

    [Fact]
    public void Collections_of_another_thread_change_no_count()
    {
        bool isOver = false;
        var collector = new Thread(() =>
        {
            while (!Volatile.Read(ref isOver))
                GC.Collect(0, GCCollectionMode.Forced, blocking: false);
        });
        collector.Start();
        try
        {
            int before = GC.CollectionCount(0);
            long none = 0, some = 0;
            for (int window = 0; window < 2 || GC.CollectionCount(0) - before < 20; window++)
            {
                none = Math.Max(none, AllocationGate.BytesOf(() => _calls++));
                some = Math.Max(some, AllocationGate.BytesOf(() => Kept = new object(), 1_000));
            }

            Assert.Equal((0, 24_000), (none, some));
        }
        finally
        {
            Volatile.Write(ref isOver, true);
            collector.Join();
        }
    }

    [Fact]
    public void The_gate_lets_code_pass_that_allocates_nothing() => AllocationGate.HoldsAtZero(() => _calls++);
}

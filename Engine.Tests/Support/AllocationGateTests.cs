using Xunit;

namespace Engine.Tests.Support;

/// <summary>The positive control: a gate that lets everything pass would pass every test that uses it.</summary>
public class AllocationGateTests
{
    internal static object? Kept { get; set; }
    private int _calls;

    [Fact]
    public void The_gate_counts_one_small_object_in_every_operation()
    {
        long bytes = AllocationGate.BytesOf(() => Kept = new object(), 1_000);
        Assert.InRange(bytes, 1_000 * 24, 1_000 * 24 * 2);
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
        Assert.InRange(bytes, 100, long.MaxValue);
    }

    [Fact]
    public void The_gate_sees_a_boxed_value() =>
        Assert.Throws<Xunit.Sdk.TrueException>(() => AllocationGate.HoldsAtZero(() => Kept = _calls, 100));

    [Fact]
    public void The_gate_lets_code_pass_that_allocates_nothing() => AllocationGate.HoldsAtZero(() => _calls++);
}

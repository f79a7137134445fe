using System.Reflection;
using System.Runtime.CompilerServices;
using Engine.Core.Memory;
using Engine.Tests.Events;
using Xunit;

namespace Engine.Tests.Memory;

/// <summary>What two threads touch keeps two cache lines from everything else, because lines are fetched in pairs.</summary>
public class PaddingTests
{
    private const int Line = 128;

    [Fact]
    public void A_padded_long_has_nothing_near_it()
    {
        Assert.Equal(Line, TypeShape.OffsetOf(typeof(PaddedLong), nameof(PaddedLong.Value)));
        Assert.Equal(Line + 8 + Line, Unsafe.SizeOf<PaddedLong>());
    }

    [Theory]
    [InlineData("Engine.Core.Memory.ProducerState")]
    [InlineData("Engine.Core.Memory.ConsumerState")]
    public void The_state_of_one_side_has_nothing_near_it_but_itself(string name)
    {
        Type state = typeof(RingBuffer<>).Assembly.GetType(name, throwOnError: true)!;
        FieldInfo[] fields = state.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);
        Assert.Equal(3, fields.Length);
        int first = fields.Min(f => TypeShape.OffsetOf(state, f.Name));
        int end = fields.Max(f => TypeShape.OffsetOf(state, f.Name) + 8);
        Assert.Equal(Line, first);
        Assert.True(TypeShape.Of(state).Size - end >= Line);
        Assert.True(end - first <= Line / 2, "the state has outgrown a cache line");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    public unsafe void A_slot_of_whole_lines_straddles_none_and_no_slot_is_near_anything_else(int capacity)
    {
        var ring = new RingBuffer<Pair>(capacity);
        fixed (Pair* first = &ring[0], last = &ring[capacity - 1])
        {
            Assert.Equal(0, (nint)first % Line);
            Assert.Equal(capacity - 1, last - first);
        }

        // The memory before and behind belongs to the ring: whatever is allocated next to it stands a line away.
        byte[] memory = (byte[])typeof(RingBuffer<Pair>).GetField("_memory", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(ring)!;
        fixed (byte* bytes = memory)
        fixed (Pair* slots = &ring[0])
        {
            Assert.True((byte*)slots - bytes >= Line);
            Assert.True(bytes + memory.Length - (byte*)(slots + capacity) >= Line);
        }
    }

    [Theory]
    [InlineData(typeof(Sequence), typeof(PaddedLong))]
    [InlineData(typeof(Latest<long>), typeof(PaddedLong))]
    [InlineData(typeof(RingBuffer<long>), typeof(Sequence))]
    [InlineData(typeof(RingPoller<long>), typeof(Sequence))]
    public void A_shared_position_is_a_padded_one(Type owner, Type field) =>
        Assert.Contains(owner.GetFields(BindingFlags.NonPublic | BindingFlags.Instance), f => f.FieldType == field);

    [Fact]
    public void The_generic_types_around_the_padding_load() // a generic type with explicit layout would compile and fail here
    {
        Assert.Equal(2, new RingBuffer<Pair>(2).Capacity);
        Assert.True(new Latest<Page>().TryRead(out _));
    }
}

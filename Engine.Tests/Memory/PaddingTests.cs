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

    [Fact]
    public void The_producers_state_has_nothing_near_it_but_itself()
    {
        Type state = typeof(RingBuffer<>).Assembly.GetType("Engine.Core.Memory.ProducerState", throwOnError: true)!;
        FieldInfo[] fields = state.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);
        Assert.Equal(3, fields.Length);
        int first = fields.Min(f => TypeShape.OffsetOf(state, f.Name));
        int end = fields.Max(f => TypeShape.OffsetOf(state, f.Name) + 8);
        Assert.Equal(Line, first);
        Assert.True(TypeShape.Of(state).Size - end >= Line);
        Assert.True(end - first <= Line / 2, "the producer's state has outgrown a cache line");
    }

    [Theory]
    [InlineData(typeof(Sequence), typeof(PaddedLong))]
    [InlineData(typeof(Latest<long>), typeof(PaddedLong))]
    [InlineData(typeof(RingBuffer<long>), typeof(Sequence))]
    public void A_shared_position_is_a_padded_one(Type owner, Type field) =>
        Assert.Contains(owner.GetFields(BindingFlags.NonPublic | BindingFlags.Instance), f => f.FieldType == field);

    [Fact]
    public void The_generic_types_around_the_padding_load() // a generic type with explicit layout would compile and fail here
    {
        Assert.Equal(2, new RingBuffer<Pair>(2).Capacity);
        Assert.True(new Latest<Page>().TryRead(out _));
    }
}

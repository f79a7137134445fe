using Engine.Core.Memory;
using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Memory;

public class RecentSetTests
{
    [Fact]
    public void A_key_is_added_once_while_it_is_remembered()
    {
        RecentSet set = new(4);
        Assert.True(set.Add(7));
        Assert.False(set.Add(7));
        Assert.True(set.Contains(7));
        Assert.False(set.Contains(8));
    }

    [Fact]
    public void The_oldest_key_makes_room_for_the_newest()
    {
        RecentSet set = new(4);
        for (long key = 1; key <= 5; key++)
            Assert.True(set.Add(key));
        Assert.False(set.Contains(1));
        Assert.True(set.Contains(2) && set.Contains(5));
        Assert.True(set.Add(1));
        Assert.False(set.Contains(2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-4)]
    public void A_capacity_is_a_power_of_two(int capacity) => Assert.Throws<ArgumentOutOfRangeException>(() => new RecentSet(capacity));

    [Theory]
    [InlineData(1, 4)]
    [InlineData(8, 20)]
    [InlineData(64, 100)]
    [InlineData(1024, 1_000_000)]
    public void It_agrees_with_a_plain_queue_and_set(int capacity, int keys)
    {
        Prng random = Seeds.Start();
        RecentSet set = new(capacity);
        HashSet<long> known = [];
        Queue<long> order = new();
        for (int i = 0; i < 20_000; i++)
        {
            // Runs of neighbours, as trade numbers are, and keys far apart.
            long key = random.Chance(0.7) ? random.Below(keys) : (long)random.Below(keys) << 32;
            Assert.Equal(known.Contains(key), set.Contains(key));
            bool isNew = known.Add(key);
            Assert.Equal(isNew, set.Add(key));
            if (!isNew)
                continue;
            order.Enqueue(key);
            if (order.Count > capacity)
                known.Remove(order.Dequeue());
        }
    }

    [Fact]
    public void Adding_allocates_nothing()
    {
        RecentSet set = new(64);
        long key = 0;
        AllocationGate.HoldsAtZero(() => set.Add(key++ % 100));
        Assert.True(set.Contains((key - 1) % 100));
    }
}

using System.Numerics;
using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Primitives;

public class PrngTests
{
    // Committed outputs: a change here changes every recorded simulation and every seed that was ever reported.
    private static readonly ulong[] OfSeedOne =
        [0xB3F2AF6D0FC710C5, 0x853B559647364CEA, 0x92F89756082A4514, 0x642E1C7BC266A3A7, 0xB27A48E29A233673, 0x24C123126FFDA722];

    [Fact]
    public void The_sequence_of_a_seed_never_changes()
    {
        var random = new Prng(1);
        Assert.Equal(OfSeedOne, Draw(ref random, OfSeedOne.Length));
    }

    [Fact]
    public void It_is_the_published_generator()
    {
        // A plain twin, itself held by the published first outputs of SplitMix64 (seed 1234567) and of the state 1, 2, 3, 4.
        var split = new Twin(1234567);
        Assert.Equal([6457827717110365317UL, 3203168211198807973, 9817491932198370423, 4593380528125082431], split.State);
        var published = new Twin([1, 2, 3, 4]);
        Assert.Equal([11520UL, 0, 1509978240, 1215971899390074240], Enumerable.Range(0, 4).Select(_ => published.Next()));

        Prng seeds = Seeds.Start();
        for (int i = 0; i < 100; i++)
        {
            ulong seed = seeds.Next();
            var random = new Prng(seed);
            var twin = new Twin(seed);
            for (int draw = 0; draw < 50; draw++)
                Assert.Equal(twin.Next(), random.Next());
        }
    }

    [Fact]
    public void A_fork_has_a_sequence_of_its_own_and_the_same_one_each_time()
    {
        var first = new Prng(5);
        var second = new Prng(5);
        Prng fork = first.Fork();
        Prng again = second.Fork();
        ulong[] drawn = Draw(ref fork, 10);
        Assert.Equal(drawn, Draw(ref again, 10));
        Assert.Empty(drawn.Intersect(Draw(ref first, 10)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(int.MaxValue)]
    public void Below_stays_within_its_bound_and_fills_it_evenly(int bound)
    {
        const int Draws = 50_000;
        Prng random = new(42);
        int[] counts = new int[Math.Min(bound, 10)];
        for (int i = 0; i < Draws; i++)
        {
            int value = random.Below(bound);
            Assert.InRange(value, 0, bound - 1);
            counts[(int)((long)value * counts.Length / bound)]++;
        }

        double expected = (double)Draws / counts.Length;
        Assert.All(counts, count => Assert.InRange(count, expected * 0.9, expected * 1.1));
    }

    [Fact]
    public void Uniform_exponential_and_normal_have_their_mean_and_spread()
    {
        const int Draws = 200_000;
        Prng random = new(7);
        double uniform = 0, exponential = 0, normal = 0, squares = 0;
        int hits = 0;
        for (int i = 0; i < Draws; i++)
        {
            double u = random.Uniform();
            Assert.True(u is >= 0 and < 1);
            uniform += u;
            double e = random.Exponential(3);
            Assert.True(e >= 0 && double.IsFinite(e));
            exponential += e;
            double n = random.Normal();
            Assert.True(double.IsFinite(n));
            normal += n;
            squares += n * n;
            hits += random.Chance(0.25) ? 1 : 0;
        }

        Assert.Equal(0.5, uniform / Draws, 0.005);
        Assert.Equal(3, exponential / Draws, 0.03);
        Assert.Equal(0, normal / Draws, 0.01);
        Assert.Equal(1, squares / Draws, 0.02);
        Assert.Equal(0.25, (double)hits / Draws, 0.005);
    }

    [Fact]
    public void A_chance_of_nothing_never_happens_and_a_chance_of_one_always()
    {
        Prng random = Seeds.Start();
        for (int i = 0; i < 10_000; i++)
        {
            Assert.False(random.Chance(0));
            Assert.True(random.Chance(1));
        }
    }

    private static ulong[] Draw(ref Prng random, int count)
    {
        ulong[] values = new ulong[count];
        for (int i = 0; i < count; i++)
            values[i] = random.Next();
        return values;
    }

    private sealed class Twin(ulong[] state)
    {
        public Twin(ulong seed)
            : this([.. Enumerable.Range(1, 4).Select(i => Mix(seed + ((ulong)i * 0x9E3779B97F4A7C15)))])
        {
        }

        public ulong[] State { get; } = state;

        public ulong Next()
        {
            ulong result = BitOperations.RotateLeft(State[1] * 5, 7) * 9;
            ulong t = State[1] << 17;
            State[2] ^= State[0];
            State[3] ^= State[1];
            State[1] ^= State[2];
            State[0] ^= State[3];
            State[2] ^= t;
            State[3] = BitOperations.RotateLeft(State[3], 45);
            return result;
        }

        private static ulong Mix(ulong z)
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}

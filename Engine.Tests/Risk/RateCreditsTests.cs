using Engine.Core.Primitives;
using Engine.Core.Risk;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Risk;

public class RateCreditsTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void A_full_burst_is_there_at_once_and_then_so_many_a_second()
    {
        RateCredits credits = new(5, 20);
        long now = 1_790_000_000 * Second;
        for (int i = 0; i < 20; i++)
            Assert.True(credits.TrySpend(now, 0));
        Assert.False(credits.TrySpend(now, 0));
        Assert.False(credits.TrySpend(now + (Second / 5) - 1_000, 0));
        Assert.True(credits.TrySpend(now + (Second / 5), 0));
        Assert.Equal(20, credits.Available(now + (60 * Second)));
    }

    [Fact]
    [Pitfall("T39")]
    public void Told_by_the_venue_that_there_are_none_it_waits_for_new_ones()
    {
        RateCredits credits = new(5, 20);
        credits.Empty(Second);
        Assert.False(credits.TrySpend(Second, 0));
        Assert.Equal(5, credits.Available(2 * Second), 9);
    }

    [Fact]
    public void What_an_earlier_process_has_spent_is_not_counted_on()
    {
        RateCredits credits = RateCredits.Starting(5, 20, 6);
        Assert.Equal(6, credits.Available(Second));
        Assert.Equal(20, RateCredits.Starting(5, 20, 90).Available(Second));
        Assert.True(credits.TrySpend(Second, 4));
        Assert.True(credits.TrySpend(Second, 4));
        Assert.False(credits.TrySpend(Second, 4));
        Assert.Equal(9, credits.Available(2 * Second), 9);
    }

    [Fact]
    public void A_new_limit_makes_no_credits_out_of_nothing()
    {
        RateCredits credits = new(5, 20);
        for (int i = 0; i < 18; i++)
            credits.TrySpend(Second, 0);
        RateCredits raised = credits.With(30, 100, Second);
        Assert.Equal((30, 100, 2.0), (raised.PerSecond, raised.Burst, raised.Available(Second)));
        Assert.Equal(32, raised.Available(2 * Second), 9);
        Assert.Equal(10, new RateCredits(5, 20).With(2, 10, Second).Available(Second));
    }

    [Fact]
    public void Time_that_steps_back_gives_and_takes_nothing()
    {
        RateCredits credits = new(5, 20);
        for (int i = 0; i < 20; i++)
            credits.TrySpend(10 * Second, 0);
        Assert.False(credits.TrySpend(9 * Second, 0));
        Assert.Equal(0, credits.Available(9 * Second));
        Assert.Equal(5, credits.Available(11 * Second), 9);
    }

    [Fact]
    public void Over_random_requests_the_bucket_agrees_with_counting_in_whole_numbers()
    {
        Prng random = Seeds.Start();
        for (int run = 0; run < 50; run++)
        {
            int rate = 1 + random.Below(30), burst = 1 + random.Below(100), reserve = random.Below(6);
            RateCredits credits = new(rate, burst);
            // The twin counts in units of a nanosecond of refill; one credit is a second's worth of them.
            Int128 level = (Int128)burst * Second, at = 0;
            long now = Second;
            for (int i = 0; i < 400; i++)
            {
                now += random.Chance(0.3) ? 0 : random.Chance(0.01) ? long.MaxValue / 1_000 : random.Below(500_000_000);
                if (at != 0)
                    level = Int128.Min((Int128)burst * Second, level + ((now - at) * rate));
                at = now;
                int keep = random.Chance(0.5) ? reserve : 0;
                bool spends = level >= (Int128)(keep + 1) * Second;
                Assert.Equal(level >= Second, credits.IsSome(now));
                Assert.Equal(spends, credits.TrySpend(now, keep));
                level -= spends ? Second : 0;
                Assert.Equal((double)level / Second, credits.Available(now));
            }
        }
    }

    [Fact]
    [Pitfall("T39")]
    public void However_long_the_ways_are_the_venue_never_has_fewer_credits_than_are_counted()
    {
        Prng random = Seeds.Start();
        int refusedPlain = 0, sent = 0;
        for (int run = 0; run < 200; run++)
        {
            int rate = 1 + random.Below(30), burst = 1 + random.Below(40);
            RateCredits credits = new(rate, burst), plain = new(rate, burst), venue = new(rate, burst), venueOfPlain = new(rate, burst);
            Queue<long> answers = new();
            long now = Second, plainArrived = 0, arrived = 0;
            for (int i = 0; i < 400; i++)
            {
                now += random.Chance(0.4) ? 0 : 3L * random.Below((int)Second / rate);
                while (answers.TryPeek(out long answeredNs) && answeredNs <= now)
                    credits.Arrive(answers.Dequeue());
                long wayNs = random.Chance(0.1) ? random.Below(2_000_000_000) : random.Below(1_000_000);
                if (plain.TrySpend(now, 0))
                    refusedPlain += venueOfPlain.TrySpend(plainArrived = Math.Max(plainArrived, now + wayNs), 0) ? 0 : 1;
                if (!credits.TrySpend(now, 0))
                    continue;
                sent++;
                credits.Depart();
                arrived = Math.Max(arrived, now + wayNs); // one connection keeps the order
                Assert.True(venue.TrySpend(arrived, 0), $"{rate} a second, burst {burst}, request {i}");
                answers.Enqueue(Math.Max(answers.LastOrDefault(), arrived + random.Below(1_000_000)));
            }
        }

        Assert.InRange(sent, 1_000, int.MaxValue);
        Assert.True(refusedPlain > 0, "a bucket that knows nothing of the way is refused");
    }

    [Fact]
    public void Requests_whose_answers_are_lost_bind_no_credits_for_ever()
    {
        RateCredits credits = new(5, 3);
        for (int i = 0; i < 3; i++)
        {
            Assert.True(credits.TrySpend(Second, 0));
            credits.Depart();
        }

        Assert.Equal(0, credits.Available(10 * Second));
        credits.Arrive(10 * Second);
        Assert.Equal(0, credits.Available(10 * Second));
        Assert.Equal(1, credits.Available(11 * Second)); // the two others may arrive this moment
        credits.ArriveAll(11 * Second);
        Assert.Equal(1, credits.Available(11 * Second));
        Assert.Equal(3, credits.Available(12 * Second));
        credits.Arrive(12 * Second); // an answer after all: it binds nothing and frees nothing
        Assert.Equal(3, credits.Available(12 * Second));
    }
}

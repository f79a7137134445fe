using Engine.Core.Memory;
using Xunit;

namespace Engine.Tests.Memory;

public class LatestTests
{
    [Fact]
    public void The_newest_value_is_read_as_often_as_wanted()
    {
        var latest = new Latest<Pair>();
        Pair written = default;
        for (int i = 1; i < 10; i++)
        {
            written.Fill(i);
            latest.Write(written);
            for (int again = 0; again < 2; again++)
            {
                Assert.True(latest.TryRead(out Pair read));
                Assert.Equal(i, read.Head);
                Assert.False(read.IsTorn);
            }
        }
    }

    [Fact]
    public void Before_the_first_write_the_value_is_the_default()
    {
        Assert.True(new Latest<Pair>().TryRead(out Pair read));
        Assert.Equal(0, read.Head);
    }

    [Fact]
    public void A_reader_that_races_the_writer_never_gets_a_torn_or_an_older_value()
    {
        // The writer goes on until enough was read; its own bound only ends the test on a starved machine.
        const long Wanted = 10_000;
        const long Bound = 20_000_000;
        var latest = new Latest<Page>();
        long reads = 0;
        long retries = 0;
        bool enough = false;
        Racing.Run(
            () =>
            {
                Page value = default;
                for (long i = 1; i <= Bound && !Volatile.Read(ref enough); i++)
                {
                    value.Fill(i);
                    latest.Write(value);
                }

                Volatile.Write(ref enough, true);
            },
            () =>
            {
                long newest = 0;
                while (reads < Wanted && !Volatile.Read(ref enough))
                {
                    if (!latest.TryRead(out Page value))
                    {
                        retries++;
                        continue;
                    }

                    if (value.IsTorn || value[0] < newest)
                        throw new InvalidOperationException($"torn or older: {value[0]} .. {value[Page.Words - 1]} after {newest}");
                    newest = value[0];
                    reads++;
                }

                Volatile.Write(ref enough, true);
            });
        TestContext.Current.TestOutputHelper?.WriteLine($"{reads} reads, {retries} refused");
        Assert.NotEqual(0, reads);
    }
}

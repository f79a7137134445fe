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
        const long Count = 300_000;
        var latest = new Latest<Pair>();
        long reads = 0;
        Racing.Run(
            () =>
            {
                Pair value = default;
                for (long i = 1; i <= Count; i++)
                {
                    value.Fill(i);
                    latest.Write(value);
                }
            },
            () =>
            {
                long newest = 0;
                while (newest < Count)
                {
                    if (!latest.TryRead(out Pair value))
                        continue;
                    if (value.IsTorn || value.Head < newest)
                        throw new InvalidOperationException($"torn or older: {value.Head}, {value.Middle}, {value.Tail} after {newest}");
                    newest = value.Head;
                    reads++;
                }
            });
        Assert.NotEqual(0, reads);
    }
}

using Engine.Core.Primitives;
using Engine.Core.Risk;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Risk;

public class UnderWayTests
{
    [Fact]
    public void Over_random_requests_it_agrees_with_a_list()
    {
        Prng random = Seeds.Start();
        UnderWay underWay = new();
        List<(long Id, long SinceNs)> twin = [];
        long now = 0;
        for (int id = 1; id < 20_000; id++)
        {
            now += random.Below(3);
            if (random.Chance(0.52))
            {
                bool hasRoom = twin.Count < 64;
                if (!hasRoom)
                    twin.RemoveAt(0);
                twin.Add((id, now));
                Assert.Equal(hasRoom, underWay.Add(id, now));
            }
            else if (random.Chance(0.9))
            {
                long answered = id - random.Below(100);
                Assert.Equal(twin.RemoveAll(request => request.Id == answered) > 0, underWay.Remove(answered));
            }
            else
            {
                long before = now - random.Below(100);
                bool old = twin.Count > 0 && twin[0].SinceNs < before;
                if (old)
                    twin.RemoveAt(0);
                Assert.Equal(old, underWay.RemoveBefore(before));
            }

            Assert.Equal(twin.Count, underWay.Count);
        }

        underWay.Clear();
        Assert.Equal((0, false), (underWay.Count, underWay.Remove(19_999)));
    }
}

using Engine.Core.Wire.Deribit;
using Xunit;

namespace Engine.Tests.Deribit.Decoding;

public class RequestIdTests
{
    [Fact]
    public void An_id_tells_what_was_asked_for()
    {
        foreach (RequestKind kind in Enum.GetValues<RequestKind>())
        {
            if (kind != RequestKind.None)
                Assert.All([1L, 2, 1000, 1L << 50], count => Assert.Equal(kind, RequestId.KindOf(RequestId.Create(count, kind))));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(-17)]
    [InlineData(16)] // kind 0
    [InlineData(31)] // kind 15
    [InlineData(30)] // kind 14
    public void Other_ids_are_not_ours(long id) => Assert.Equal(RequestKind.None, RequestId.KindOf(id));

    [Fact]
    public void Two_requests_never_share_an_id()
    {
        HashSet<long> ids = [];
        for (int count = 1; count <= 1000; count++)
        {
            for (int kind = 1; kind <= (int)RequestKind.Plain; kind++)
                Assert.True(ids.Add(RequestId.Create(count, (RequestKind)kind)));
        }
    }
}

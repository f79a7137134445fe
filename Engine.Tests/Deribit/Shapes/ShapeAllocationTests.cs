using System.Text;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Tests.Deribit.Decoding;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Deribit.Shapes;

public class ShapeAllocationTests
{
    private readonly DeribitDecoder _decoder = new(DecoderBench.Perpetuals());
    private EventList _sink = new(4096);

    [Fact]
    public void Frames_of_known_shape_and_their_fallback_are_decoded_without_allocation()
    {
        Prng random = Seeds.Start();
        byte[][] frames = [.. ShapeFrames.OfEachChannel().Select(Encoding.UTF8.GetBytes), .. Replies(ref random)];
        Decode(frames);
        long reference = _decoder.Counts.TotalReference;
        AllocationGate.HoldsAtZero(() => Decode(frames), 1_000);
        Assert.Equal(reference, _decoder.Counts.TotalReference);

        byte[][] odd = [Encoding.UTF8.GetBytes(Frames.Ticker(",\"new_key\":1")), Encoding.UTF8.GetBytes(Frames.Quote("3.18725E3"))];
        AllocationGate.HoldsAtZero(() => Decode(odd), 1_000);
        Assert.True(_decoder.Counts.TotalReference > reference + 1_000);
    }

    [Fact]
    public void The_gate_would_see_a_decoder_that_allocates()
    {
        byte[][] malformed = [Encoding.UTF8.GetBytes(Frames.Quote()[..^1])];
        Assert.True(AllocationGate.BytesOf(() => Decode(malformed), 10) > 0);
    }

    private static List<byte[]> Replies(ref Prng random)
    {
        List<byte[]> replies = [];
        for (int i = 0; i < 6; i++)
            replies.Add(Encoding.UTF8.GetBytes(ShapeFrames.Reply(ref random, i % 3, 0)));
        return replies;
    }

    private void Decode(byte[][] frames)
    {
        foreach (byte[] frame in frames)
        {
            _sink.Clear();
            _decoder.Decode(frame, 1, ref _sink);
        }
    }
}

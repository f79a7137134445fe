using System.Text;
using Engine.Core.Events;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Deribit.Decoding;

public class DecoderAllocationTests
{
    private readonly DeribitDecoder _decoder = new(DecoderBench.Perpetuals());
    private EventList _sink = new(4096);
    private long _events;

    [Fact]
    public void Good_frames_are_decoded_without_allocation()
    {
        // An instrument's specification is built anew and is rare; all else is the hot path or beside it.
        string[] frames = [.. MalformedFrameTests.Good.Where(frame => !frame.Contains("\"quote_currency\"", StringComparison.Ordinal))];
        Assert.Equal(MalformedFrameTests.Good.Length - 1, frames.Length);
        byte[][] bytes = [.. frames.Select(Encoding.UTF8.GetBytes)];
        AllocationGate.HoldsAtZero(() => Decode(bytes), 1_000);
        Assert.NotEqual(0, _events);
    }

    [Fact]
    public void Escapes_and_unknown_keys_cost_no_allocation_either()
    {
        byte[][] bytes =
        [
            Encoding.UTF8.GetBytes(Frames.Notification("book.BTC\\u002dPERPETUAL.raw", """{"t\u0079pe":"sn\u0061pshot","x":{"y":[1,"\u0062"]},"change_id":1,"bids":[["n\u0065w",1.0,10]],"asks":[]}""")),
            Encoding.UTF8.GetBytes(Frames.Notification("some.other.channel", """{"a":[{}]}""")),
        ];
        AllocationGate.HoldsAtZero(() => Decode(bytes), 1_000);
        Assert.NotEqual(0, _events);
    }

    [Fact]
    public void The_gate_would_see_a_decoder_that_allocates()
    {
        byte[][] malformed = [Encoding.UTF8.GetBytes(MalformedFrameTests.Good[1][..^1])];
        Assert.True(AllocationGate.BytesOf(() => Decode(malformed), 10) > 0);
    }

    private void Decode(byte[][] frames)
    {
        foreach (byte[] frame in frames)
        {
            _sink.Clear();
            _decoder.Decode(frame, 1, ref _sink);
            _events += _sink.Committed.Length;
        }
    }
}

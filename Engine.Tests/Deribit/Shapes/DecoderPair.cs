using System.Runtime.InteropServices;
using System.Text;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Tests.Deribit.Decoding;
using Xunit;

namespace Engine.Tests.Deribit.Shapes;

/// <summary>The decoder as it trades and the reference decoder alone, each with its own instruments, over the same frames.</summary>
internal sealed class DecoderPair
{
    private readonly InstrumentTable _tableOfFast;
    private readonly InstrumentTable _tableOfReference;
    private readonly DeribitDecoder _fast;
    private readonly DeribitDecoder _reference;
    private EventList _fastSink = new(8192);
    private EventList _referenceSink = new(8192);

    public DecoderPair(InstrumentTable? fast = null, InstrumentTable? reference = null)
    {
        _tableOfFast = fast ?? DecoderBench.Perpetuals();
        _tableOfReference = reference ?? DecoderBench.Perpetuals();
        _fast = new DeribitDecoder(_tableOfFast);
        _reference = new DeribitDecoder(_tableOfReference, useShapes: false);
    }

    public DecoderCounts Counts => _fast.Counts;

    public ReadOnlySpan<EngineEvent> Events => _fastSink.Committed;

    /// <summary>Gives both the same new specification.</summary>
    public void Respecify(Instrument instrument)
    {
        _tableOfFast[instrument.Id] = instrument;
        _tableOfReference[instrument.Id] = instrument;
    }

    /// <summary>Decodes frames of every channel that tests use, so that their beginnings are known.</summary>
    public DecoderPair Learned()
    {
        foreach (string frame in ShapeFrames.OfEachChannel())
            Agree(frame);
        return this;
    }

    public DecodeResult Agree(string frame) => Agree(Encoding.UTF8.GetBytes(frame));

    /// <summary>Decodes by both; the results, the events' bytes and what the sinks went through must be the same.</summary>
    public DecodeResult Agree(ReadOnlySpan<byte> frame)
    {
        _fastSink.Clear();
        _referenceSink.Clear();
        DecodeResult expected = _reference.Decode(frame, DecoderBench.Now, ref _referenceSink);
        DecodeResult result = _fast.Decode(frame, DecoderBench.Now, ref _fastSink);
        bool same = Fields(expected) == Fields(result)
            && MemoryMarshal.AsBytes(_referenceSink.Committed).SequenceEqual(MemoryMarshal.AsBytes(_fastSink.Committed))
            && (_referenceSink.Abandoned, _referenceSink.Open) == (_fastSink.Abandoned, _fastSink.Open)
            && _reference.OrderRate == _fast.OrderRate;
        if (!same)
            Assert.Fail($"{Show(expected, _referenceSink)}\nby the reference decoder, but\n{Show(result, _fastSink)}\nof {Encoding.Latin1.GetString(frame)}");
        return result;
    }

    /// <summary>Decodes a frame that must be read by its shape, and tells what it is.</summary>
    public DecodeResult AgreeFast(string frame)
    {
        long before = Counts.TotalFast;
        DecodeResult result = Agree(frame);
        Assert.True(Counts.TotalFast == before + 1, $"not read by its shape: {frame}");
        return result;
    }

    private static (FrameKind, ChannelKind, ushort, bool, bool, (long, int, long, int, int, long), string?) Fields(in DecodeResult r) =>
        (r.Kind, r.Channel, r.Instrument, r.HasMore, r.Locked, (r.RequestId, r.ErrorCode, r.VenueInUs, r.VenueUs, r.Count, r.LastTradeSequence), r.Fault);

    private static string Show(in DecodeResult result, EventList sink)
    {
        var text = new StringBuilder($"{Fields(result)} abandoned {sink.Abandoned}");
        foreach (EngineEvent e in sink.Committed)
            text.Append('\n').Append(Convert.ToHexString(MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in e, 1))));
        return text.ToString();
    }
}

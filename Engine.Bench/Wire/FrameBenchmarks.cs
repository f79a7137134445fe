using System.Buffers;
using BenchmarkDotNet.Attributes;
using Engine.Core.Wire.WebSocket;

namespace Engine.Bench.Wire;

/// <summary>A server's frame found in the pipe's memory, and a client's frame made; the mask against a loop over bytes.</summary>
[MemoryDiagnoser]
public class FrameBenchmarks
{
    private const uint Key = 0x9A3C_51E7;

    private readonly FrameReader _reader = new(1 << 20);
    private ReadOnlySequence<byte> _arrived = new([0x81, 126, 0x01, 0x5E, .. Payload(350)]);
    private readonly OutputBuffer _output = new(4096, new MaskKeys(1, 2));
    private readonly byte[] _payload = Payload(300);

    [Benchmark(Baseline = true)]
    public int MaskByteByByte()
    {
        Span<byte> payload = _payload;
        for (int i = 0; i < payload.Length; i++)
            payload[i] ^= (byte)(Key >> ((i & 3) * 8));
        return payload[^1];
    }

    [Benchmark]
    public int Mask()
    {
        FrameMask.Apply(_payload, Key);
        return _payload[^1];
    }

    [Benchmark]
    public int Read()
    {
        ReadOnlySequence<byte> input = _arrived;
        return _reader.Read(ref input, out ReadOnlySpan<byte> payload) == FrameRead.Text ? payload[^1] + payload.Length : -1;
    }

    [Benchmark]
    public int Write()
    {
        _output.BeginMessage(300, out Span<byte> room);
        _payload.CopyTo(room);
        _output.CommitMessage(300, Opcode.Text);
        ReadOnlySpan<byte> frame = _output.Pending;
        int known = frame.Length + frame[3];
        _output.Consume(frame.Length);
        return known;
    }

    private static byte[] Payload(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(' ' + (i * 7 % 90)))];
}

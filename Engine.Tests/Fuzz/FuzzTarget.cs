using System.Text.Unicode;
using Engine.Core.Primitives;
using Engine.Core.Wire.WebSocket;
using Engine.Tests.Deribit.Shapes;
using Engine.Tests.Wire.WebSocket;

namespace Engine.Tests.Fuzz;

/// <summary>
/// What is fuzzed: the frame reader against a plain parser, and the decoder as it trades against the reference decoder. The first
/// byte of an input says how the rest is handed over: as a text message, whole or in fragments, or as the bytes of a connection; the
/// next two cut it into segments. A message lies at the end of memory that ends there.
/// </summary>
internal sealed class FuzzTarget : IDisposable
{
    /// <summary>Bytes in front of the payload of an input.</summary>
    public const int HeadBytes = 3;

    /// <summary>The longest input; what is longer is cut.</summary>
    public const int MaxBytes = 60_000;

    private const int Limit = 50_000;

    private readonly DecoderPair _pair;
    private readonly GuardedMemory _memory = new(1);

    /// <summary>A target; an unlike one has two decoders that know different instruments, to show that a difference is found.</summary>
    public FuzzTarget(bool unlike = false) => _pair = unlike ? new DecoderPair(fast: new InstrumentTable("BTC-PERPETUAL")) : new DecoderPair().Learned();

    /// <summary>Messages that the fast decoder read by their shape.</summary>
    public long Fast => _pair.Counts.TotalFast;

    /// <summary>Reads an input in all ways; throws when two of them differ.</summary>
    public void Run(ReadOnlySpan<byte> input)
    {
        if (input.Length < HeadBytes)
            return;
        ReadOnlySpan<byte> body = input[HeadBytes..Math.Min(input.Length, MaxBytes)];
        byte way = input[0];
        if ((way & 1) == 0)
            Message(body);
        byte[] stream = (way & 3) switch
        {
            0 => ServerFrame.Raw((int)Opcode.Text, body.ToArray()),
            2 => Fragments(body, input[1]),
            _ => body.ToArray(),
        };
        Stream(stream, Cuts(stream.Length, input[1], input[2]), ownBlocks: (way & 4) != 0);
    }

    public void Dispose() => _memory.Dispose();

    /// <summary>Both decoders over a message that the frame reader would let through.</summary>
    private void Message(ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text))
            return;
        _pair.Agree(_memory.AtEnd(text));
        _pair.Agree(_memory.AtStart(text));
    }

    /// <summary>The frame reader over pieces against the plain parser over the whole; its messages go to the decoders as well.</summary>
    private void Stream(byte[] stream, List<int> cuts, bool ownBlocks)
    {
        List<string> expected = PlainFrameParser.Parse(stream, Limit);
        List<string> found = SegmentedInput.Read(new FrameReader(Limit, 64), stream, cuts, ownBlocks);
        if (!expected.SequenceEqual(found))
            throw new InvalidOperationException($"the frame reader found\n{string.Join('\n', found)}\nbut the plain parser\n{string.Join('\n', expected)}");
        foreach (string message in found.Where(m => m.StartsWith("Text ", StringComparison.Ordinal)))
            Message(Convert.FromHexString(message.AsSpan(5)));
    }

    private static byte[] Fragments(ReadOnlySpan<byte> body, byte size)
    {
        List<byte> stream = [];
        int step = 1 + (size * 3);
        for (int at = 0; at == 0 || at < body.Length; at += step)
        {
            ReadOnlySpan<byte> piece = body[at..Math.Min(at + step, body.Length)];
            stream.AddRange(ServerFrame.Raw(at == 0 ? (int)Opcode.Text : 0, piece.ToArray(), at + step >= body.Length));
        }

        return [.. stream];
    }

    private static List<int> Cuts(int length, byte first, byte step)
    {
        List<int> cuts = [];
        for (int at = first; at < length && cuts.Count < 40; at += 1 + (step * 2))
        {
            if (at > 0)
                cuts.Add(at);
        }

        return cuts;
    }
}

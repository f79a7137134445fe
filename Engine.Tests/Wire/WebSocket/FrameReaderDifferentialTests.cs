using CsCheck;
using Engine.Core.Wire.WebSocket;
using Xunit;

namespace Engine.Tests.Wire.WebSocket;

public class FrameReaderDifferentialTests
{
    private const int Limit = 700;

    private static readonly Gen<byte[]> Utf8Text = Gen.String[Gen.OneOf(Gen.Char['a', 'z'], Gen.Char['\u00a0', '\u00ff'], Gen.Char['\u2000', '\u20ff']), 0, 90]
        .Select(System.Text.Encoding.UTF8.GetBytes);

    private static readonly Gen<byte[]> NearlyText = Gen.Select(Utf8Text, Gen.Int[0, 200], Gen.Byte)
        .Select((text, at, b) => at < text.Length ? [.. text[..at], b, .. text[(at + 1)..]] : text);

    private static readonly Gen<byte[]> Payload = Gen.Frequency((6, Utf8Text), (1, NearlyText), (2, Gen.Byte.Array[0, 130]), (1, Gen.Byte.Array[0, 400]));

    private static readonly Gen<byte[]> RightFrame = Gen.Select(Gen.Frequency((4, Gen.Const(1)), (3, Gen.Const(2)), (3, Gen.Const(0)), (1, Gen.Const(9)), (1, Gen.Const(10))),
            Payload, Gen.Bool)
        .Select((opcode, payload, final) => opcode >= 8 ? ServerFrame.Raw(opcode, payload[..Math.Min(125, payload.Length)]) : ServerFrame.Raw(opcode, payload, final));

    private static readonly Gen<byte[]> Message = Gen.Select(Gen.Int[1, 2], Utf8Text.Array[1, 4], Gen.Bool).Select((opcode, pieces, ping) =>
        pieces.SelectMany((piece, i) => (byte[])[.. ping ? ServerFrame.Build(Opcode.Ping, [(byte)i]) : [], .. ServerFrame.Raw(i == 0 ? opcode : 0, piece, i == pieces.Length - 1)]).ToArray());

    private static readonly Gen<byte[]> AnyFrame = Gen.Select(Gen.Int[0, 15], Payload, Gen.Bool, Gen.Frequency((15, Gen.Const(0)), (1, Gen.Int[1, 7])),
            Gen.Frequency((8, Gen.Const(0)), (1, Gen.Const(2)), (1, Gen.Const(8))), Gen.Frequency((15, Gen.Const(false)), (1, Gen.Const(true))))
        .Select((opcode, payload, final, reserved, width, masked) => ServerFrame.Raw(opcode, payload, final, reserved, width, masked));

    private static readonly Gen<byte[]> Stream = Gen.Frequency((8, Message), (2, RightFrame), (1, AnyFrame)).Array[1, 8].Select(frames => frames.SelectMany(frame => frame).ToArray());

    [Fact]
    public void Any_stream_in_any_pieces_reads_like_the_plain_parser()
    {
        Gen.Select(Stream, Gen.Int[1, 500].Array[0, 12], Gen.Bool, Gen.Int[0, 20]).Sample((stream, steps, ownBlocks, cutOff) =>
        {
            byte[] bytes = stream[..Math.Max(1, stream.Length - (cutOff > 15 ? cutOff : 0))];
            List<int> cuts = [];
            for (int at = 0, i = 0; i < steps.Length && at + steps[i] < bytes.Length; i++)
                cuts.Add(at += steps[i]);
            Assert.Equal(PlainFrameParser.Parse(bytes, Limit), SegmentedInput.Read(new FrameReader(Limit, 32), bytes, cuts, ownBlocks));
        }, iter: 6_000);
    }

    [Fact]
    public void Text_in_any_pieces_is_judged_like_the_whole()
    {
        Gen.Select(Gen.OneOf(Utf8Text, NearlyText, Gen.Byte.Array[0, 12]), Gen.Int[0, 40], Gen.Int[0, 40]).Sample((text, first, second) =>
        {
            int a = Math.Min(first, text.Length);
            int b = Math.Min(a + second, text.Length);
            Utf8Run run = default;
            bool valid = run.TryFeed(text.AsSpan(0, a)) && run.TryFeed(text.AsSpan(a, b - a)) && run.TryFeed(text.AsSpan(b));
            Assert.Equal(PlainFrameParser.IsUtf8(text, complete: false), valid);
            if (valid)
                Assert.Equal(PlainFrameParser.IsUtf8(text, complete: true), run.IsComplete);
        }, iter: 6_000);
    }

    [Fact]
    public void Every_sequence_of_up_to_three_bytes_is_judged_right_byte_by_byte_at_the_first_wrong_byte()
    {
        Span<byte> text = stackalloc byte[4];
        int[] edges = [0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF];
        foreach (int a in edges)
        {
            foreach (int b in edges)
            {
                foreach (int c in edges)
                {
                    foreach (int d in edges)
                    {
                        (text[0], text[1], text[2], text[3]) = ((byte)a, (byte)b, (byte)c, (byte)d);
                        Utf8Run run = default;
                        int taken = 0;
                        while (taken < 4 && run.TryFeed(text.Slice(taken, 1)))
                            taken++;
                        int right = 0;
                        while (right < 4 && PlainFrameParser.IsUtf8(text[..(right + 1)], complete: false))
                            right++;
                        if (taken != right)
                            Assert.Fail($"{Convert.ToHexString(text)}: failed after {taken} bytes, expected {right}");
                    }
                }
            }
        }
    }
}

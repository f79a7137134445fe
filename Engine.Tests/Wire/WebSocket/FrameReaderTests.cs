using System.Buffers;
using System.Text;
using Engine.Core.Wire.WebSocket;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Wire.WebSocket;

public class FrameReaderTests
{
    private const int Limit = 70_000;

    private static readonly byte[] Ping125 = Enumerable.Range(0, 125).Select(i => (byte)i).ToArray();

    /// <summary>Name, bytes, and the violation at the end or null.</summary>
    public static readonly TheoryData<string, byte[], FrameViolation> Corpus = new()
    {
        { "text, binary, ping, pong, close", [.. ServerFrame.Text("h\u00e9llo \U0001F600"), .. ServerFrame.Build(Opcode.Binary, [1, 2, 3]), .. ServerFrame.Build(Opcode.Ping, Ping125), .. ServerFrame.Build(Opcode.Pong, []), .. ServerFrame.Close(1000, "by\u00e9")], FrameViolation.None },
        { "empty messages", [.. ServerFrame.Text(""), .. ServerFrame.Build(Opcode.Binary, []), .. ServerFrame.Build(Opcode.Close, [])], FrameViolation.None },
        { "length forms", [.. ServerFrame.Text(new string('a', 125)), .. ServerFrame.Text(new string('b', 126)), .. ServerFrame.Text(new string('c', 300))], FrameViolation.None },
        { "fragments with a ping between", [.. ServerFrame.Text("ab\u20ac", false), .. ServerFrame.Build(Opcode.Ping, [9]), .. ServerFrame.Build(Opcode.Continuation, [], false), .. ServerFrame.Build(Opcode.Continuation, "z"u8.ToArray()), .. ServerFrame.Text("next")], FrameViolation.None },
        { "character cut by fragments", [.. ServerFrame.Build(Opcode.Text, [0xF0, 0x9F], false), .. ServerFrame.Build(Opcode.Continuation, [0x98], false), .. ServerFrame.Build(Opcode.Continuation, [0x80])], FrameViolation.None },
        { "reserved bit 1", [.. ServerFrame.Text("ok"), .. ServerFrame.Raw(1, [65], reserved: 4)], FrameViolation.ReservedBits },
        { "reserved bit 3", ServerFrame.Raw(9, [], reserved: 1), FrameViolation.ReservedBits },
        { "reserved data opcode", ServerFrame.Raw(3, []), FrameViolation.ReservedOpcode },
        { "reserved control opcode", [.. ServerFrame.Text("ok"), .. ServerFrame.Raw(15, [1])], FrameViolation.ReservedOpcode },
        { "masked", ServerFrame.Raw(1, [], masked: true), FrameViolation.MaskedFrame },
        { "fragmented ping", ServerFrame.Raw(9, [1], final: false), FrameViolation.FragmentedControl },
        { "ping of 126", ServerFrame.Raw(9, new byte[126]), FrameViolation.OversizedControl },
        { "16-bit length that fits 7", ServerFrame.Raw(2, new byte[125], lengthWidth: 2), FrameViolation.NonMinimalLength },
        { "64-bit length that fits 16", ServerFrame.Raw(2, new byte[300], lengthWidth: 8), FrameViolation.NonMinimalLength },
        { "64-bit length with the highest bit", ServerFrame.Header(2, long.MinValue + 5, lengthWidth: 8), FrameViolation.LengthOutOfRange },
        { "continuation of nothing", ServerFrame.Build(Opcode.Continuation, [1]), FrameViolation.ContinuationWithoutStart },
        { "continuation after a whole message", [.. ServerFrame.Text("a"), .. ServerFrame.Build(Opcode.Continuation, [1], false)], FrameViolation.ContinuationWithoutStart },
        { "start inside a message", [.. ServerFrame.Text("a", false), .. ServerFrame.Text("b")], FrameViolation.StartInsideMessage },
        { "frame over the limit, header only", ServerFrame.Header(2, Limit + 1), FrameViolation.MessageTooLarge },
        { "huge frame, header only", ServerFrame.Header(1, long.MaxValue), FrameViolation.MessageTooLarge },
        { "fragments over the limit", [.. ServerFrame.Build(Opcode.Binary, new byte[200], false), .. ServerFrame.Header(0, Limit - 199)], FrameViolation.MessageTooLarge },
        { "invalid text", ServerFrame.Build(Opcode.Text, [0x48, 0xC0, 0xAF]), FrameViolation.InvalidUtf8 },
        { "surrogate in text", ServerFrame.Build(Opcode.Text, [0xED, 0xA0, 0x80]), FrameViolation.InvalidUtf8 },
        { "text that ends inside a character", ServerFrame.Build(Opcode.Text, [0x48, 0xE2, 0x82]), FrameViolation.InvalidUtf8 },
        { "fragments that end inside a character", [.. ServerFrame.Text("a", false), .. ServerFrame.Build(Opcode.Continuation, [0xE2, 0x82])], FrameViolation.InvalidUtf8 },
        { "invalid text in a frame that never ends", [.. ServerFrame.Header(1, 500), 0x41, 0xF4, 0x90], FrameViolation.InvalidUtf8 },
        { "invalid text in a fragment that never ends", [.. ServerFrame.Text("abc", false), .. ServerFrame.Header(0, 500), 0x41, 0xFF], FrameViolation.InvalidUtf8 },
        { "half a close code", ServerFrame.Build(Opcode.Close, [3]), FrameViolation.ClosePayloadTruncated },
        { "close code 1005", ServerFrame.Close(1005), FrameViolation.CloseCodeForbidden },
        { "close reason not UTF-8", ServerFrame.Build(Opcode.Close, [3, 232, 0xFF]), FrameViolation.CloseReasonInvalidUtf8 },
    };

    [Theory]
    [MemberData(nameof(Corpus))]
    public void Every_two_way_split_and_single_bytes_read_like_the_plain_parser(string name, byte[] bytes, FrameViolation violation)
    {
        Assert.NotEmpty(name);
        List<string> expected = PlainFrameParser.Parse(bytes, Limit);
        Assert.Equal(violation == FrameViolation.None ? "" : $"Violation {violation}", expected[^1].StartsWith("Violation", StringComparison.Ordinal) ? expected[^1] : "");
        int[] everyByte = Enumerable.Range(1, bytes.Length - 1).ToArray();
        foreach (bool ownBlocks in new[] { false, true })
        {
            Assert.Equal(expected, SegmentedInput.Read(new FrameReader(Limit), bytes, [], ownBlocks));
            Assert.Equal(expected, SegmentedInput.Read(new FrameReader(Limit), bytes, everyByte, ownBlocks));
            foreach (int cut in everyByte)
                Assert.Equal(expected, SegmentedInput.Read(new FrameReader(Limit), bytes, [cut], ownBlocks));
        }
    }

    [Fact]
    public void A_message_that_lies_in_one_segment_is_returned_where_it_lies()
    {
        byte[] bytes = [.. ServerFrame.Text(new string('x', 500)), .. ServerFrame.Build(Opcode.Binary, [1, 2, 3]), .. ServerFrame.Build(Opcode.Ping, [7])];
        FrameReader reader = new(Limit);
        ReadOnlySequence<byte> input = new(bytes);
        for (int i = 0; i < 3; i++)
        {
            Assert.NotEqual(FrameRead.NeedsMore, reader.Read(ref input, out ReadOnlySpan<byte> payload));
            Assert.True(bytes.AsSpan().Overlaps(payload));
        }
        Assert.Equal(0, reader.Straddles);
    }

    [Fact]
    public void A_message_that_grew_inside_one_segment_is_still_returned_where_it_lies()
    {
        byte[] bytes = ServerFrame.Text("h\u00e9llo");
        FrameReader reader = new(Limit);
        ReadOnlySequence<byte> part = new(bytes.AsMemory(0, 4));
        Assert.Equal(FrameRead.NeedsMore, reader.Read(ref part, out _));
        ReadOnlySequence<byte> whole = new(bytes);
        Assert.Equal(FrameRead.Text, reader.Read(ref whole, out ReadOnlySpan<byte> payload));
        Assert.True(bytes.AsSpan().Overlaps(payload));
        Assert.Equal(0, reader.Straddles);
    }

    [Fact]
    public void A_frame_across_segments_is_joined_and_counted()
    {
        byte[] bytes = ServerFrame.Text(new string('y', 500));
        FrameReader reader = new(Limit);
        ReadOnlySequence<byte> input = SegmentedInput.Blocks(bytes, [200], bytes.Length);
        Assert.Equal(FrameRead.Text, reader.Read(ref input, out ReadOnlySpan<byte> payload));
        Assert.Equal(new string('y', 500), Encoding.UTF8.GetString(payload));
        Assert.Equal(1, reader.Straddles);
    }

    [Fact]
    public void Scratch_grows_to_the_limit_and_no_further()
    {
        FrameReader reader = new(Limit, scratchBytes: 16);
        byte[] payload = new byte[Limit];
        byte[] bytes = [.. ServerFrame.Build(Opcode.Binary, payload[..10], false), .. ServerFrame.Build(Opcode.Continuation, payload[10..])];
        Assert.Equal([$"Binary {Convert.ToHexString(payload)}"], SegmentedInput.Read(reader, bytes, [5, 11, 100, 40_000], true));
    }

    [Fact]
    public void A_violation_stays_until_the_reader_is_reset()
    {
        FrameReader reader = new(Limit);
        ReadOnlySequence<byte> wrong = new(ServerFrame.Raw(3, []));
        Assert.Equal(FrameRead.Violation, reader.Read(ref wrong, out _));
        ReadOnlySequence<byte> right = new(ServerFrame.Text("fine"));
        Assert.Equal(FrameRead.Violation, reader.Read(ref right, out ReadOnlySpan<byte> payload));
        Assert.True(payload.IsEmpty);
        reader.Reset();
        Assert.Equal(FrameRead.Text, reader.Read(ref right, out _));
    }

    [Fact]
    public void The_close_code_is_told_and_1005_stands_for_none()
    {
        FrameReader reader = new(Limit);
        ReadOnlySequence<byte> input = new([.. ServerFrame.Close(4000, "x"), .. ServerFrame.Build(Opcode.Close, [])]);
        Assert.Equal(FrameRead.Close, reader.Read(ref input, out _));
        Assert.Equal(4000, reader.PeerCloseCode);
        Assert.Equal(FrameRead.Close, reader.Read(ref input, out _));
        Assert.Equal(CloseCode.NoStatus, reader.PeerCloseCode);
    }

    [Fact]
    public void Close_codes_that_may_be_sent_are_the_assigned_ones_and_two_ranges()
    {
        for (int code = 0; code <= ushort.MaxValue; code++)
        {
            FrameReader reader = new(Limit);
            ReadOnlySequence<byte> input = new(ServerFrame.Close(code));
            bool allowed = code is >= 1000 and <= 1014 and not (1004 or 1005 or 1006) or (>= 3000 and <= 4999);
            Assert.Equal(allowed ? FrameRead.Close : FrameRead.Violation, reader.Read(ref input, out _));
        }
    }

    [Fact]
    public void A_steady_stream_allocates_nothing_whole_joined_or_fragmented()
    {
        byte[] bytes = [.. ServerFrame.Text("steady"), .. ServerFrame.Text("frag", false), .. ServerFrame.Build(Opcode.Ping, [1]), .. ServerFrame.Build(Opcode.Continuation, [65]), .. ServerFrame.Text(new string('z', 900))];
        ReadOnlySequence<byte> single = new(bytes);
        ReadOnlySequence<byte> split = SegmentedInput.Blocks(bytes, [3, 20, 700], bytes.Length);
        FrameReader reader = new(Limit);
        Assert.Equal(8, ReadAll(reader, single) + ReadAll(reader, split));
        AllocationGate.HoldsAtZero(() => ReadAll(reader, split), operations: 1_000);
        AllocationGate.HoldsAtZero(() => ReadAll(reader, single), operations: 1_000);
    }

    private static int ReadAll(FrameReader reader, ReadOnlySequence<byte> input)
    {
        int count = 0;
        while (reader.Read(ref input, out _) != FrameRead.NeedsMore)
            count++;
        return count;
    }
}

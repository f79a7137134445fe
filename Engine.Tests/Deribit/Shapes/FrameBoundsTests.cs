using System.Text;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Tests.Deribit.Decoding;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Deribit.Shapes;

/// <summary>No byte outside a frame is read, and none that lies there has a say.</summary>
public class FrameBoundsTests
{
    private readonly DecoderPair _pair = new DecoderPair().Learned();

    [Fact]
    public void No_byte_before_or_behind_a_frame_is_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "guard pages are set by Linux calls");
        using GuardedMemory memory = new(4);
        Prng random = Seeds.Start();
        for (int round = 0; round < 3_000; round++)
        {
            byte[] frame = Encoding.UTF8.GetBytes(ShapeFrames.Any(ref random, odd: 0.005));
            _pair.Agree(memory.AtEnd(frame));
            _pair.Agree(memory.AtStart(frame));
            ReadOnlySpan<byte> cut = frame.AsSpan(0, random.Below(frame.Length));
            _pair.Agree(memory.AtEnd(cut));
            _pair.Agree(memory.AtEnd(Damage.Some(frame, ref random)));
        }
    }

    [Fact]
    public void A_frame_that_ends_anywhere_is_read_no_further()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "guard pages are set by Linux calls");
        using GuardedMemory memory = new(4);
        Prng random = Seeds.Start();
        foreach (string frame in ShapeFrames.OfEachChannel(ref random).Where(frame => frame.Length < 4_000))
        {
            byte[] bytes = Encoding.UTF8.GetBytes(frame);
            for (int length = bytes.Length; length >= 0; length--)
                _pair.Agree(memory.AtEnd(bytes.AsSpan(0, length)));
        }
    }

    [Fact]
    public void A_last_number_whose_object_never_ends_is_read_no_further()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "guard pages are set by Linux calls");
        using GuardedMemory memory = new(4);
        const string Trade = """[{"timestamp":1790324604992,"price":54936.15,"amount":272844.0,"direction":"sell","index_price":0.961138287,"instrument_name":"ETH-PERPETUAL","trade_seq":4995436,"mark_price":26015.9,"tick_direction":3,"trade_id":"ETH-109559973994","contracts":845.0,"starbase_timestamp":""";
        string frame = Frames.Notification("trades.ETH-PERPETUAL.raw", Trade);
        frame = frame[..(frame.IndexOf("starbase_timestamp", StringComparison.Ordinal) + 20)];
        for (int digits = 0; digits < 40; digits++)
            Assert.Equal(FrameKind.Malformed, _pair.Agree(memory.AtEnd(Encoding.UTF8.GetBytes(frame + new string('1', digits)))).Kind);
    }

    [Fact]
    public void What_lies_behind_a_frame_changes_nothing()
    {
        Prng random = Seeds.Start();
        string[] behind = ["0000000000000000000000000000000000000000", ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,", "}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}", "\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"", ".5e3,\"x\":1}}}", "]]]]]]]]]]]]"];
        for (int round = 0; round < 3_000; round++)
        {
            string frame = ShapeFrames.Any(ref random, odd: 0);
            int length = random.Chance(0.5) ? Encoding.UTF8.GetByteCount(frame) : random.Below(frame.Length);
            foreach (string tail in behind)
                _pair.Agree(Encoding.UTF8.GetBytes(frame[..Math.Min(length, frame.Length)] + tail).AsSpan(0, Math.Min(length, frame.Length)));
        }
    }
}

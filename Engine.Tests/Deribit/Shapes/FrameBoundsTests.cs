using System.Text;
using Engine.Core.Primitives;
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

using System.Text;
using CsCheck;
using Engine.Core.Primitives;
using Engine.Tests.Deribit.Decoding;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Deribit.Shapes;

/// <summary>What the decoder gives with shapes is what the reference decoder gives, byte for byte, whatever the frame.</summary>
public class AgreementTests(ITestOutputHelper output)
{
    private const string Telling = "0123456789.-e\",:[]{}";

    private readonly DecoderPair _pair = new DecoderPair().Learned();

    [Fact]
    public void Of_usual_frames_in_all_number_forms()
    {
        Prng random = Seeds.Start();
        long before = _pair.Counts.TotalFast;
        for (int round = 0; round < 20_000; round++)
            _pair.Agree(ShapeFrames.Any(ref random, odd: 0));
        long fast = _pair.Counts.TotalFast - before;
        output.WriteLine($"{fast} of 20000 by their shape");
        Assert.InRange(fast, 17_000, 20_000); // books and trades larger than the stage, and text longer than a window's
    }

    [Fact]
    public void Of_frames_with_a_surprise_in_them()
    {
        Prng random = Seeds.Start();
        for (int round = 0; round < 30_000; round++)
            _pair.Agree(ShapeFrames.Any(ref random, odd: 0.02));
        output.WriteLine($"{_pair.Counts.TotalFast} by their shape, {_pair.Counts.TotalReference} not");
    }

    [Fact]
    public void Of_frames_cut_at_every_byte()
    {
        Prng random = Seeds.Start();
        foreach (string frame in Kinds(ref random))
        {
            byte[] bytes = Encoding.UTF8.GetBytes(frame);
            for (int length = 0; length < bytes.Length; length++)
                _pair.Agree(bytes.AsSpan(0, length));
        }
    }

    [Fact]
    public void Of_frames_with_one_byte_changed_to_each_that_matters()
    {
        Prng random = Seeds.Start();
        foreach (string frame in Kinds(ref random))
        {
            byte[] bytes = Encoding.UTF8.GetBytes(frame);
            for (int at = 0; at < bytes.Length; at++)
            {
                byte kept = bytes[at];
                foreach (byte other in "0.-e\",}] \\"u8)
                {
                    bytes[at] = other;
                    _pair.Agree(bytes);
                }

                bytes[at] = (byte)random.Below(256);
                _pair.Agree(bytes);
                bytes[at] = kept;
            }
        }
    }

    [Fact]
    public void Of_damaged_frames()
    {
        Prng random = Seeds.Start();
        for (int round = 0; round < 40_000; round++)
            _pair.Agree(Damage.Some(Encoding.UTF8.GetBytes(ShapeFrames.Any(ref random, odd: 0)), ref random));
    }

    [Fact]
    public void Of_frames_whose_digits_are_stirred()
    {
        Prng random = Seeds.Start();
        for (int round = 0; round < 20_000; round++)
            _pair.Agree(Damage.Digits(Encoding.UTF8.GetBytes(ShapeFrames.Any(ref random, odd: 0)), ref random));
    }

    [Fact]
    public void Of_frames_of_every_other_kind()
    {
        foreach (string frame in MalformedFrameTests.Good)
        {
            _pair.Agree(frame);
            _pair.Agree(frame);
            _pair.Agree(frame + " ");
            _pair.Agree(frame + "}");
        }
    }

    [Fact]
    public void Of_recorded_frames()
    {
        int frames = 0;
        foreach (string frame in RecordedFrames.All())
        {
            _pair.Agree(frame);
            _pair.Agree(frame);
            frames++;
        }

        Assert.True(frames > 70, $"{frames} frames");
    }

    [Fact]
    public void Of_recorded_frames_with_damage()
    {
        Prng random = Seeds.Start();
        byte[][] frames = [.. RecordedFrames.All().Where(f => f.Length < 2_000).Select(Encoding.UTF8.GetBytes)];
        for (int round = 0; round < 10_000; round++)
            _pair.Agree(Damage.Some(frames[random.Below(frames.Length)], ref random));
    }

    /// <summary>The fuzz target in the form of a property: any bytes, and any bytes put into a good frame, shrunk to the smallest that differ.</summary>
    [Fact]
    public void Of_any_bytes_at_all()
    {
        Prng random = Seeds.Start();
        byte[][] frames = [.. Kinds(ref random).Select(Encoding.UTF8.GetBytes)];
        Gen<byte[]> noise = Gen.OneOf(Gen.Byte.Array[0, 40], Gen.Byte[0x20, 0x7E].Array[0, 40], Gen.Int[0, Telling.Length - 1].Select(i => (byte)Telling[i]).Array[0, 20]);
        Gen<byte[]> spliced = Gen.Select(Gen.Int[0, frames.Length - 1], Gen.Int[0, 1200], Gen.Int[0, 30], noise, (which, at, remove, insert) =>
        {
            byte[] frame = frames[which];
            at = Math.Min(at, frame.Length);
            remove = Math.Min(remove, frame.Length - at);
            return (byte[])[.. frame[..at], .. insert, .. frame[(at + remove)..]];
        });
        spliced.Sample(frame => { _pair.Agree(frame); }, iter: 10_000, threads: 1);
    }

    private static IEnumerable<string> Kinds(ref Prng random)
    {
        List<string> frames = [];
        for (int id = 0; id < 3; id++)
        {
            frames.Add(ShapeFrames.Book(ref random, id, 0));
            frames.Add(ShapeFrames.Ticker(ref random, id, 0));
            frames.Add(ShapeFrames.Quote(ref random, id, 0));
            frames.Add(ShapeFrames.Trades(ref random, id, 0));
            frames.Add(ShapeFrames.Changes(ref random, id, 0));
            frames.Add(ShapeFrames.Reply(ref random, id, 0));
        }

        return frames.Where(frame => frame.Length < 2_500);
    }
}

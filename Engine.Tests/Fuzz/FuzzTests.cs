using System.Text;
using Engine.Core.Primitives;
using Engine.Tests.Deribit.Decoding;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Fuzz;

/// <summary>A short run of the fuzz target; <c>./run.sh fuzz</c> is the long one.</summary>
public class FuzzTests(ITestOutputHelper output)
{
    [Fact]
    public void Neither_decoder_nor_frame_reader_differs_from_its_plain_twin_over_mutated_inputs()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "guard pages are set by Linux calls");
        Prng random = Seeds.Start();
        using Coverage coverage = new();
        using FuzzTarget target = new();
        FuzzLoop loop = new(target, coverage, FuzzCorpus.Seeds(ref random));
        Assert.Null(loop.Warm());
        for (int i = 0; i < 6_000; i++)
        {
            if (loop.Step(ref random) is { } fault)
                Assert.Fail($"{fault.Message}\nof {Convert.ToHexString(loop.Current)}");
        }

        output.WriteLine($"{loop.Executions} executions, {target.Fast} messages by their shape");
        Assert.True(target.Fast > 1_000, $"{target.Fast} messages by their shape");
    }

    [Fact]
    public void A_difference_would_be_found()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "guard pages are set by Linux calls");
        using FuzzTarget target = new(unlike: true);
        byte[] quote = Encoding.UTF8.GetBytes(Frames.Quote());
        Assert.ThrowsAny<Exception>(() => target.Run([0, 0, 0, .. quote]));
        target.Run([0, 0, 0, .. "{}"u8]);
    }
}

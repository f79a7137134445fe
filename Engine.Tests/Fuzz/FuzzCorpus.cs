using System.Text;
using Engine.Core.Primitives;
using Engine.Core.Wire.WebSocket;
using Engine.Tests.Deribit.Decoding;
using Engine.Tests.Deribit.Shapes;
using Engine.Tests.Wire.WebSocket;

namespace Engine.Tests.Fuzz;

/// <summary>Inputs to begin with: generated messages of each kind, messages of every other kind, and a connection's bytes.</summary>
internal static class FuzzCorpus
{
    public static List<byte[]> Seeds(ref Prng random)
    {
        List<byte[]> seeds = [];
        for (int round = 0; round < 12; round++)
        {
            for (int id = 0; id < 3; id++)
            {
                foreach (string frame in (string[])
                    [
                        ShapeFrames.Book(ref random, id, 0), ShapeFrames.Ticker(ref random, id, 0), ShapeFrames.Quote(ref random, id, 0),
                        ShapeFrames.Trades(ref random, id, 0), ShapeFrames.Changes(ref random, id, 0), ShapeFrames.Reply(ref random, id, 0),
                    ])
                    seeds.Add(Input((byte)((round & 3) * 2), ref random, Encoding.UTF8.GetBytes(frame)));
            }
        }

        foreach (string frame in MalformedFrameTests.Good)
            seeds.Add(Input(0, ref random, Encoding.UTF8.GetBytes(frame)));
        seeds.Add(Input(1, ref random, [.. ServerFrame.Raw((int)Opcode.Text, "{}"u8.ToArray()), .. ServerFrame.Raw((int)Opcode.Ping, [1, 2]), .. ServerFrame.Raw((int)Opcode.Close, [3, 232])]));
        seeds.Add(Input(5, ref random, [.. ServerFrame.Raw((int)Opcode.Text, "{"u8.ToArray(), final: false), .. ServerFrame.Raw(0, "}"u8.ToArray())]));
        seeds.RemoveAll(seed => seed.Length > 4_000);
        return seeds;
    }

    private static byte[] Input(byte way, ref Prng random, byte[] body) => [way, (byte)random.Below(256), (byte)random.Below(256), .. body];
}

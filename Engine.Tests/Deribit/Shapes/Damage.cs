using Engine.Core.Primitives;

namespace Engine.Tests.Deribit.Shapes;

/// <summary>Random changes to a frame.</summary>
internal static class Damage
{
    private static ReadOnlySpan<byte> Telling => "0123456789-+.eE\"[]{}:,nulltrue \\"u8;

    /// <summary>One to three flips, deletions, insertions, cuts or repeated pieces.</summary>
    public static byte[] Some(byte[] frame, ref Prng random)
    {
        List<byte> bytes = [.. frame];
        for (int count = 1 + random.Below(3); count > 0 && bytes.Count > 0; count--)
            Once(bytes, random.Below(bytes.Count), ref random);
        return [.. bytes];
    }

    /// <summary>The same text with other digits, now and then a dot among them: mostly still JSON.</summary>
    public static byte[] Digits(byte[] frame, ref Prng random)
    {
        byte[] bytes = [.. frame];
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] is >= (byte)'0' and <= (byte)'9' && random.Chance(0.2))
                bytes[i] = (byte)('0' + random.Below(10));
        }

        return bytes;
    }

    private static void Once(List<byte> bytes, int at, ref Prng random)
    {
        switch (random.Below(6))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Below(8));
                break;
            case 1:
                bytes[at] = Telling[random.Below(Telling.Length)];
                break;
            case 2:
                bytes.RemoveAt(at);
                break;
            case 3:
                bytes.Insert(at, Telling[random.Below(Telling.Length)]);
                break;
            case 4:
                bytes.RemoveRange(at, Math.Min(random.Below(30), bytes.Count - at));
                break;
            default:
                bytes.InsertRange(random.Below(bytes.Count), bytes.GetRange(at, Math.Min(random.Below(60), bytes.Count - at)));
                break;
        }
    }
}

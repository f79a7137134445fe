using System.Text;
using Engine.Core.Primitives;

namespace Engine.Tests.Fuzz;

/// <summary>Changes to an input: bytes, pieces, numbers, words of the protocol, and parts of another input.</summary>
internal static class FuzzMutator
{
    private static readonly byte[][] Words =
    [
        .. ((string[])["null", "true", "false", "0", "-", ".", "e", "-0.0", "1.0e3", "e-9", "00", "1e5", "\"", "\\\"", "\\u0041", "{", "}", "[", "]", ",", ":", " ", "\n", "é", "{}", "[]",
            "\"delete\"", "\"new\"", "\"change\"", ",\"app_name\":\"x\"", ",\"quote\":true", ",\"price\":1.0", "9223372036854775807", "12345678901234567", "0.0000000001"]).Select(Encoding.UTF8.GetBytes),
        [0x7E, 0, 0], [0x81], [0x80], [0xFF],
    ];

    /// <summary>One to four changes; often only of numbers, so that a message remains one.</summary>
    public static byte[] Mutate(byte[] input, byte[] other, ref Prng random)
    {
        List<byte> bytes = [.. input];
        bool numbers = random.Chance(0.4);
        for (int count = 1 + random.Below(4); count > 0; count--)
        {
            if (numbers && bytes.Count > 0)
                Number(bytes, random.Below(bytes.Count), ref random);
            else
                Once(bytes, other, ref random);
        }

        return bytes.Count > FuzzTarget.MaxBytes ? [.. bytes.Take(FuzzTarget.MaxBytes)] : [.. bytes];
    }

    private static void Once(List<byte> bytes, byte[] other, ref Prng random)
    {
        if (bytes.Count == 0)
            bytes.Add(0);
        int at = random.Below(bytes.Count);
        switch (random.Below(10))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Below(8));
                break;
            case 1:
                bytes[at] = (byte)random.Below(256);
                break;
            case 2:
                bytes.RemoveRange(at, Math.Min(1 + random.Below(random.Chance(0.8) ? 4 : 60), bytes.Count - at));
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(1 + random.Below(40), bytes.Count - at)));
                break;
            case 4 or 5:
                bytes.InsertRange(at, Words[random.Below(Words.Length)]);
                break;
            case 6:
                byte[] word = Words[random.Below(Words.Length)];
                bytes.RemoveRange(at, Math.Min(word.Length, bytes.Count - at));
                bytes.InsertRange(at, word);
                break;
            case 7:
                Number(bytes, at, ref random);
                break;
            case 8:
                int from = random.Below(other.Length);
                bytes.InsertRange(at, other.AsSpan(from, Math.Min(random.Below(60), other.Length - from)).ToArray());
                break;
            default:
                int cut = Math.Min(at, other.Length);
                bytes.RemoveRange(cut, bytes.Count - cut);
                bytes.AddRange(other.AsSpan(cut).ToArray());
                break;
        }
    }

    /// <summary>A digit of a number near by becomes another, or the number gets a character more.</summary>
    private static void Number(List<byte> bytes, int at, ref Prng random)
    {
        int place = bytes.FindIndex(at, b => b is >= (byte)'0' and <= (byte)'9');
        if (place < 0)
            return;
        if (random.Chance(0.6))
            bytes[place] = (byte)('0' + random.Below(10));
        else
            bytes.Insert(place, "0123456789.-e"u8[random.Below(13)]);
    }
}

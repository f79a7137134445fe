using System.Globalization;
using System.Text;
using Engine.Core.Wire.WebSocket;
using static Engine.Tests.Net.ConformanceCase;
using static Engine.Tests.Wire.WebSocket.ServerFrame;

namespace Engine.Tests.Net;

/// <summary>The rules of RFC 6455 as cases for a client that echoes, in the order in which public suites group them.</summary>
internal static class ConformanceTable
{
    /// <summary>The message limit that the limit cases are made for.</summary>
    public const int LimitBytes = 4 * 65536;

    private static readonly byte[] Bytes125 = Enumerable.Repeat((byte)0xFE, 125).ToArray();

    public static SortedDictionary<string, ConformanceCase> All { get; } = Collect();

    private static SortedDictionary<string, ConformanceCase> Collect()
    {
        SortedDictionary<string, ConformanceCase> cases = new(StringComparer.Ordinal);
        AddFraming(cases);
        AddPings(cases);
        AddReserved(cases);
        AddFragments(cases);
        AddUtf8(cases);
        AddCloses(cases);
        AddLimits(cases);
        return cases;
    }

    private static byte[] Piece(string text, bool final) => Raw(0, Encoding.UTF8.GetBytes(text), final);

    private static void AddFraming(SortedDictionary<string, ConformanceCase> cases)
    {
        foreach (int size in (int[])[0, 125, 126, 127, 128, 65535, 65536])
        {
            string text = new('*', size);
            cases[$"1 text of {size}"] = Passes([Text(text)], $"Text {text}");
            byte[] bytes = Enumerable.Repeat((byte)0xFE, size).ToArray();
            cases[$"1 binary of {size}"] = Passes([Build(Opcode.Binary, bytes)], $"Binary {Convert.ToHexString(bytes)}");
        }
    }

    private static void AddPings(SortedDictionary<string, ConformanceCase> cases)
    {
        cases["2 ping without payload"] = Passes([Build(Opcode.Ping, [])], "Pong ");
        cases["2 ping with text"] = Passes([Build(Opcode.Ping, "Hello"u8.ToArray())], "Pong 48656C6C6F");
        cases["2 ping with bytes that are no text"] = Passes([Build(Opcode.Ping, [0, 0xFF, 0xFE, 0xFD])], "Pong 00FFFEFD");
        cases["2 ping of 125"] = Passes([Build(Opcode.Ping, Bytes125)], $"Pong {Convert.ToHexString(Bytes125)}");
        cases["2 ping of 126"] = Fails(1002, [Build(Opcode.Ping, new byte[126])]);
        cases["2 pong unasked"] = Passes([Build(Opcode.Pong, []), Build(Opcode.Pong, [1, 2])]);
        cases["2 pong unasked, then ping"] = Passes([Build(Opcode.Pong, [1]), Build(Opcode.Ping, [2])], "Pong 02");
        byte[][] ten = Enumerable.Range(0, 10).Select(i => Build(Opcode.Ping, [(byte)i])).ToArray();
        cases["2 ten pings"] = Passes(ten, Enumerable.Range(0, 10).Select(i => $"Pong {i:X2}").ToArray());
    }

    private static void AddReserved(SortedDictionary<string, ConformanceCase> cases)
    {
        for (int bits = 1; bits <= 7; bits++)
        {
            cases[$"3 reserved bits {bits} in text"] = Fails(1002, [Text("ok"), Raw(1, [65], reserved: bits), Build(Opcode.Ping, [])], "Text ok");
            cases[$"3 reserved bits {bits} in ping"] = Fails(1002, [Raw(9, [65], reserved: bits)]);
            cases[$"3 reserved bits {bits} in close"] = Fails(1002, [Raw(8, [3, 232], reserved: bits)]);
        }
        foreach (int opcode in (int[])[3, 4, 5, 6, 7, 11, 12, 13, 14, 15])
        {
            cases[$"4 opcode {opcode}"] = Fails(1002, [Text("ok"), Raw(opcode, []), Build(Opcode.Ping, [])], "Text ok");
            cases[$"4 opcode {opcode} with payload"] = Fails(1002, [Text("ok"), Raw(opcode, "reserved"u8.ToArray())], "Text ok");
        }
        cases["4 masked frame"] = Fails(1002, [Raw(1, "abc"u8.ToArray(), masked: true)]);
        cases["4 length not minimal"] = Fails(1002, [Raw(2, new byte[100], lengthWidth: 2)]);
        cases["4 long length not minimal"] = Fails(1002, [Raw(2, new byte[100], lengthWidth: 8)]);
        cases["4 length with the highest bit"] = Fails(1002, [Header(2, long.MinValue, lengthWidth: 8)]);
    }

    private static void AddFragments(SortedDictionary<string, ConformanceCase> cases)
    {
        cases["5 fragmented ping"] = Fails(1002, [Raw(9, [1], final: false), Raw(0, [2])]);
        cases["5 fragmented pong"] = Fails(1002, [Raw(10, [1], final: false), Raw(0, [2])]);
        cases["5 fragmented close"] = Fails(1002, [Raw(8, [3, 232], final: false)]);
        cases["5 two fragments"] = Passes([Text("frag1", false), Piece("frag2", true)], "Text frag1frag2");
        cases["5 ping between fragments"] = Passes([Text("frag1", false), Build(Opcode.Ping, [7]), Piece("frag2", true)], "Pong 07", "Text frag1frag2");
        cases["5 empty fragments"] = Passes([Text("", false), Piece("", false), Piece("", true)], "Text ");
        cases["5 filled between empty fragments"] = Passes([Text("", false), Piece("middle", false), Piece("", true)], "Text middle");
        cases["5 continuation of nothing, final"] = Fails(1002, [Piece("x", true), Text("y")]);
        cases["5 continuation of nothing, not final"] = Fails(1002, [Piece("x", false), Text("y")]);
        cases["5 continuation after a message"] = Fails(1002, [Text("a", false), Piece("b", true), Piece("c", true)], "Text ab");
        cases["5 two starts"] = Fails(1002, [Text("a", false), Text("b")]);
        cases["5 two starts of different kinds"] = Fails(1002, [Text("a", false), Build(Opcode.Binary, [1])]);
        cases["5 five fragments and pings"] = Passes(
            [Text("1", false), Piece("2", false), Build(Opcode.Ping, [1]), Piece("3", false), Piece("4", false), Build(Opcode.Ping, [2]), Piece("5", true)],
            "Pong 01", "Pong 02", "Text 12345");
        cases["5 binary fragments"] = Passes([Build(Opcode.Binary, [1], false), Raw(0, [2], false), Raw(0, [3])], "Binary 010203");
    }

    private static void AddUtf8(SortedDictionary<string, ConformanceCase> cases)
    {
        string greek = "Hello-\u00b5@\u00df\u00f6\u00e4\u00fc\u00e0\u00e1-UTF-8!!\u03ba\u1f79\u03c3\u03bc\u03b5";
        byte[] greekBytes = Encoding.UTF8.GetBytes(greek);
        cases["6 valid in one frame"] = Passes([Text(greek)], $"Text {greek}");
        byte[][] single = greekBytes.Select((b, i) => Raw(i == 0 ? 1 : 0, [b], i == greekBytes.Length - 1)).ToArray();
        cases["6 valid in fragments of one byte"] = Passes(single, $"Text {greek}");
        string[] valid = ["\0", "\u007f", "\u0080", "\u07ff", "\u0800", "\ud7ff", "\ue000", "\ufffd", "\uffff", "\U00010000", "\U0010ffff", "\U0001fffe"];
        foreach (string text in valid)
            cases[$"6 valid {Convert.ToHexString(Encoding.UTF8.GetBytes(text))}"] = Passes([Text(text)], $"Text {text}");
        string[] invalid = ["80", "BF", "8080", "C0", "C080", "C1BF", "C2", "E0", "E080", "E08080", "E09FBF", "EDA080", "EDBFBF", "EDA080EDB080", "F08080", "F0808080",
            "F08FBFBF", "F4908080", "F5", "F880808080", "FC8080808080", "FE", "FF", "FEFEFFFF", "CEBAE1BDB9CF83CEBCCEB5EDA080656469746564", "41E282", "E28241"];
        foreach (string hex in invalid)
        {
            byte[] bytes = Convert.FromHexString(hex);
            cases[$"6 invalid {hex}"] = Fails(1007, [Build(Opcode.Text, bytes)]);
            cases[$"6 invalid {hex} in fragments"] = Fails(1007, [Text("abc", false), .. bytes.Select(b => Raw(0, [b], false)), Raw(0, [], true)]);
        }
        // Fail fast: what would make the message complete is never sent.
        byte[] wrong = [.. greekBytes, 0xF4, 0x90];
        cases["6 fail fast in fragments"] = Fails(1007, [Build(Opcode.Text, greekBytes, false), Raw(0, [0xF4, 0x90], false)]);
        cases["6 fail fast inside a frame"] = Fails(1007, [[.. Header(1, wrong.Length + 100), .. wrong]]);
        cases["6 fail fast inside a frame, later"] = Fails(1007, [[.. Header(1, wrong.Length + 100), .. greekBytes], [0xF4], [0x90]]);
        cases["6 fail fast inside a continuation"] = Fails(1007, [Build(Opcode.Text, greekBytes, false), [.. Header(0, 50), 0xED, 0xA0]]);
    }

    private static void AddCloses(SortedDictionary<string, ConformanceCase> cases)
    {
        cases["7 close without payload"] = Closes(Build(Opcode.Close, []), "Close");
        cases["7 close with reason"] = Closes(Close(1000, "Hello World!"), "Close 1000");
        cases["7 close with reason of 123"] = Closes(Close(1000, new string('*', 123)), "Close 1000");
        cases["7 close of 126"] = Fails(1002, [Close(1000, new string('*', 124))]);
        cases["7 close with one byte"] = Fails(1002, [Build(Opcode.Close, [3])]);
        cases["7 close reason not UTF-8"] = Fails(1007, [Build(Opcode.Close, [3, 232, 0xCE, 0xBA, 0xED, 0xA0, 0x80])]);
        cases["7 nothing is read behind a close"] = Closes([.. Close(1000), .. Text("late"), .. Build(Opcode.Ping, [1])], "Close 1000");
        cases["7 close inside a fragmented message"] = Closes([.. Text("frag", false), .. Close(1000)], "Close 1000");
        foreach (int code in (int[])[1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999])
            cases[string.Create(CultureInfo.InvariantCulture, $"7 code {code:0000}")] = Closes(Close(code), $"Close {code}");
        foreach (int code in (int[])[0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535])
            cases[string.Create(CultureInfo.InvariantCulture, $"7 code {code:0000} is refused")] = Fails(1002, [Close(code)]);
    }

    private static void AddLimits(SortedDictionary<string, ConformanceCase> cases)
    {
        byte[] large = new byte[LimitBytes];
        new Random(1).NextBytes(large);
        string hex = Convert.ToHexString(large);
        cases["9 message at the limit"] = Passes([Build(Opcode.Binary, large)], $"Binary {hex}");
        cases["9 message at the limit in fragments of 64 KiB"] = Passes(
            [large.Chunk(65536).Select((piece, i) => Raw(i == 0 ? 2 : 0, piece, i == (LimitBytes / 65536) - 1)).SelectMany(frame => frame).ToArray()], $"Binary {hex}");
        cases["9 frame over the limit is refused at its header"] = Fails(1009, [Header(2, LimitBytes + 1)]);
        cases["9 huge frame is refused at its header"] = Fails(1009, [Header(1, long.MaxValue)]);
        cases["9 fragments over the limit are refused at the header that passes it"] =
            Fails(1009, [Build(Opcode.Binary, large[..^100], false), Header(0, 101)]);
        cases["10 text in frames of 1300 bytes behind each other"] = Passes(
            [Enumerable.Range(0, 50).SelectMany(i => Text(new string((char)('a' + (i % 26)), 1300))).ToArray()],
            Enumerable.Range(0, 50).Select(i => $"Text {new string((char)('a' + (i % 26)), 1300)}").ToArray());
    }
}

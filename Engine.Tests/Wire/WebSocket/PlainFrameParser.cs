using System.Text;
using Engine.Core.Wire.WebSocket;

namespace Engine.Tests.Wire.WebSocket;

/// <summary>The plain twin of <see cref="FrameReader"/>: all bytes at once, lists and copies, one rule after the other.</summary>
internal static class PlainFrameParser
{
    public static List<string> Parse(byte[] bytes, int maxMessageBytes)
    {
        List<string> found = [];
        List<byte> message = [];
        string kind = "";
        int at = 0;
        while (bytes.Length - at >= 2)
        {
            bool final = (bytes[at] & 0x80) != 0;
            int opcode = bytes[at] & 0x0F;
            string? wrong = WrongOpening(bytes[at], bytes[at + 1]);
            if (wrong is not null)
                return [.. found, wrong];
            int width = (bytes[at + 1] & 0x7F) switch { 126 => 2, 127 => 8, _ => 0 };
            if (bytes.Length - at < 2 + width)
                return found;
            ulong length = width == 0 ? bytes[at + 1] : 0UL;
            for (int i = 0; i < width; i++)
                length = (length << 8) | bytes[at + 2 + i];
            if (length >> 63 != 0)
                return [.. found, "Violation LengthOutOfRange"];
            if ((width == 2 && length < 126) || (width == 8 && length < 65536))
                return [.. found, "Violation NonMinimalLength"];
            int start = at + 2 + width;
            int arrived = (int)Math.Min((ulong)(bytes.Length - start), length);
            byte[] payload = bytes[start..(start + arrived)];
            bool whole = (ulong)arrived == length;
            if (opcode >= 8)
            {
                if (!whole)
                    return found;
                found.Add(Control(opcode, payload));
                if (found[^1].StartsWith("Violation", StringComparison.Ordinal))
                    return found;
            }
            else
            {
                if (opcode == 0 && kind.Length == 0)
                    return [.. found, "Violation ContinuationWithoutStart"];
                if (opcode != 0 && kind.Length != 0)
                    return [.. found, "Violation StartInsideMessage"];
                if (length > (ulong)(maxMessageBytes - message.Count))
                    return [.. found, "Violation MessageTooLarge"];
                kind = opcode == 0 ? kind : opcode == 1 ? "Text" : "Binary";
                message.AddRange(payload);
                if (kind == "Text" && !IsUtf8([.. message], whole && final))
                    return [.. found, "Violation InvalidUtf8"];
                if (!whole)
                    return found;
                if (final)
                {
                    found.Add($"{kind} {Convert.ToHexString([.. message])}");
                    message.Clear();
                    kind = "";
                }
            }
            at = start + arrived;
        }
        return found;
    }

    public static bool IsUtf8(ReadOnlySpan<byte> text, bool complete)
    {
        while (!text.IsEmpty)
        {
            System.Buffers.OperationStatus status = Rune.DecodeFromUtf8(text, out _, out int used);
            if (status == System.Buffers.OperationStatus.NeedMoreData)
                return !complete;
            if (status != System.Buffers.OperationStatus.Done)
                return false;
            text = text[used..];
        }
        return true;
    }

    private static string? WrongOpening(byte opening, byte length)
    {
        int opcode = opening & 0x0F;
        if ((opening & 0x70) != 0)
            return "Violation ReservedBits";
        if (opcode is not (0 or 1 or 2 or 8 or 9 or 10))
            return "Violation ReservedOpcode";
        if ((length & 0x80) != 0)
            return "Violation MaskedFrame";
        if (opcode >= 8 && (opening & 0x80) == 0)
            return "Violation FragmentedControl";
        return opcode >= 8 && (length & 0x7F) > 125 ? "Violation OversizedControl" : null;
    }

    private static string Control(int opcode, byte[] payload)
    {
        if (opcode != 8)
            return $"{(opcode == 9 ? "Ping" : "Pong")} {Convert.ToHexString(payload)}";
        if (payload.Length == 1)
            return "Violation ClosePayloadTruncated";
        int code = payload.Length == 0 ? 1005 : (payload[0] << 8) | payload[1];
        bool allowed = code is 1000 or 1001 or 1002 or 1003 or 1007 or 1008 or 1009 or 1010 or 1011 or 1012 or 1013 or 1014 or (>= 3000 and < 5000);
        if (payload.Length > 0 && !allowed)
            return "Violation CloseCodeForbidden";
        if (payload.Length > 2 && !IsUtf8(payload.AsSpan(2), true))
            return "Violation CloseReasonInvalidUtf8";
        return $"Close {Convert.ToHexString(payload)}";
    }
}

using System.Text;
using Engine.Core.Wire.WebSocket;
using Engine.Tests.Wire.WebSocket;

namespace Engine.Tests.Net;

/// <summary>One case of the conformance table: what the server sends, and what the client must have sent when all is over.</summary>
internal sealed class ConformanceCase
{
    private ConformanceCase(byte[][] sends, string[] expected, bool failsConnection)
    {
        Sends = sends;
        Expected = expected;
        FailsConnection = failsConnection;
    }

    /// <summary>Each is written and flushed by itself.</summary>
    public byte[][] Sends { get; }

    /// <summary>The client's frames in order: "Text ..." in UTF-8, "Binary hex", "Pong hex", "Close code".</summary>
    public string[] Expected { get; }

    /// <summary>The client must fail the connection; else the server closes with 1000 at the end.</summary>
    public bool FailsConnection { get; }

    /// <summary>All is well: the answers, then the server's close is answered with its code.</summary>
    public static ConformanceCase Passes(byte[][] sends, params string[] expected) => new([.. sends, ServerFrame.Close(1000)], [.. expected, "Close 1000"], false);

    /// <summary>The server's close frame is part of the case.</summary>
    public static ConformanceCase Closes(byte[] close, string answer) => new([close], [answer], false);

    /// <summary>The connection is failed with a code, after these answers.</summary>
    public static ConformanceCase Fails(int code, byte[][] sends, params string[] expected) => new(sends, [.. expected, $"Close {code}"], true);

    /// <summary>The same bytes, one at a time.</summary>
    public ConformanceCase Chopped() => new([.. Sends.SelectMany(send => send).Select(b => (byte[])[b])], Expected, FailsConnection);

    /// <summary>The same bytes in one piece.</summary>
    public ConformanceCase InOnePiece() => new([Sends.SelectMany(send => send).ToArray()], Expected, FailsConnection);

    public static string Describe((Opcode Opcode, byte[] Payload) frame) => frame.Opcode switch
    {
        Opcode.Text => $"Text {Encoding.UTF8.GetString(frame.Payload)}",
        Opcode.Close => frame.Payload.Length == 0 ? "Close" : $"Close {(frame.Payload[0] << 8) | frame.Payload[1]}",
        _ => $"{frame.Opcode} {Convert.ToHexString(frame.Payload)}",
    };
}

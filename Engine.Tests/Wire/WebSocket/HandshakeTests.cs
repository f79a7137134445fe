using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Engine.Core.Wire.WebSocket.Opening;
using Xunit;

namespace Engine.Tests.Wire.WebSocket;

public class HandshakeTests
{
    // The nonce and accept value of RFC 6455, section 1.3.
    private static readonly byte[] RfcNonce = "the sample nonce"u8.ToArray();
    private const string RfcAccept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
    private const string Right = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + RfcAccept + "\r\n\r\n";

    public static readonly TheoryData<string, HandshakeResult> Answers = new()
    {
        { Right, HandshakeResult.Accepted },
        { Right.Replace("Connection: Upgrade", "connection: keep-alive, uPGRADE", StringComparison.Ordinal), HandshakeResult.Accepted },
        { Right.Replace("Connection: Upgrade", "Connection: keep-alive\r\nConnection:\tclose , upgrade ,", StringComparison.Ordinal), HandshakeResult.Accepted },
        { Right.Replace("Upgrade: websocket", "UPGRADE:WebSocket  ", StringComparison.Ordinal), HandshakeResult.Accepted },
        { Right.Replace(" Switching Protocols", "", StringComparison.Ordinal), HandshakeResult.Accepted },
        { Right.Replace(" Switching Protocols", " ", StringComparison.Ordinal), HandshakeResult.Accepted },
        { Right.Replace("\r\n\r\n", "\r\nServer: x\r\nX-Empty:\r\nX-Obs: \u00e9\r\n\r\n", StringComparison.Ordinal), HandshakeResult.Accepted },
        { "HTTP/1.0 101 Switching Protocols\r\n", HandshakeResult.NotHttp },
        { "HTTP/2 101\r\n", HandshakeResult.NotHttp },
        { "SSH-2.0-OpenSSH\r\n", HandshakeResult.NotHttp },
        { "\r\n", HandshakeResult.NotHttp },
        { "HTTP/1.1 1O1 Switching\r\n", HandshakeResult.NotHttp },
        { "HTTP/1.1 1010 Switching\r\n", HandshakeResult.NotHttp },
        { "HTTP/1.1 200 OK\r\n", HandshakeResult.StatusRefused },
        { "HTTP/1.1 100 Continue\r\n", HandshakeResult.StatusRefused },
        { "HTTP/1.1 302 Found\r\n", HandshakeResult.StatusRefused },
        { "HTTP/1.1 404 Not Found\r\n", HandshakeResult.StatusRefused },
        { "HTTP/1.1 503 Service Unavailable\r\n", HandshakeResult.StatusRefused },
        { Right.Replace("Upgrade: websocket\r\n", "", StringComparison.Ordinal), HandshakeResult.UpgradeWrong },
        { Right.Replace("Upgrade: websocket", "Upgrade: websockets", StringComparison.Ordinal), HandshakeResult.UpgradeWrong },
        { Right.Replace("Upgrade: websocket", "Upgrade: websocket\r\nUpgrade: websocket", StringComparison.Ordinal), HandshakeResult.UpgradeWrong },
        { Right.Replace("Connection: Upgrade\r\n", "", StringComparison.Ordinal), HandshakeResult.ConnectionWrong },
        { Right.Replace("Connection: Upgrade", "Connection: Upgraded, xUpgrade", StringComparison.Ordinal), HandshakeResult.ConnectionWrong },
        { Right.Replace("Sec-WebSocket-Accept", "X-Sec-WebSocket-Accept", StringComparison.Ordinal), HandshakeResult.AcceptMissing },
        { Right.Replace("s3pP", "S3PP", StringComparison.Ordinal), HandshakeResult.AcceptWrong },
        { Right.Replace(RfcAccept, RfcAccept[..^1], StringComparison.Ordinal), HandshakeResult.AcceptWrong },
        { Right.Replace(RfcAccept, RfcAccept + "=", StringComparison.Ordinal), HandshakeResult.AcceptWrong },
        { Right.Replace(RfcAccept, "", StringComparison.Ordinal), HandshakeResult.AcceptWrong },
        { Right.Replace("\r\n\r\n", $"\r\nsec-websocket-accept: {RfcAccept}\r\n\r\n", StringComparison.Ordinal), HandshakeResult.AcceptDuplicated },
        { Right.Replace("\r\n\r\n", "\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n", StringComparison.Ordinal), HandshakeResult.ExtensionUnasked },
        { Right.Replace("\r\n\r\n", "\r\nSec-WebSocket-Extensions:\r\n\r\n", StringComparison.Ordinal), HandshakeResult.ExtensionUnasked },
        { Right.Replace("\r\n\r\n", "\r\nSec-WebSocket-Protocol: chat\r\n\r\n", StringComparison.Ordinal), HandshakeResult.SubprotocolUnasked },
        { Right.Replace("Connection: Upgrade", "Connection : Upgrade", StringComparison.Ordinal), HandshakeResult.MalformedLine },
        { Right.Replace("Connection: Upgrade", "Connection Upgrade", StringComparison.Ordinal), HandshakeResult.MalformedLine },
        { Right.Replace("Connection: Upgrade", ": Upgrade", StringComparison.Ordinal), HandshakeResult.MalformedLine },
        { Right.Replace("Connection: Upgrade", "Connection:\r\n Upgrade", StringComparison.Ordinal), HandshakeResult.MalformedLine },
        { Right.Replace("Connection: Upgrade", "Connection: Up\rgrade", StringComparison.Ordinal), HandshakeResult.MalformedLine },
        { Right.Replace("Connection: Upgrade", "Connection: \0Upgrade", StringComparison.Ordinal), HandshakeResult.MalformedLine },
        { Right.Replace("\r\n", "\n", StringComparison.Ordinal), HandshakeResult.MalformedLine },
        { Right.Replace("\r\n\r\n", "\r\nX: " + new string('x', Handshake.MaxHeaderBytes), StringComparison.Ordinal), HandshakeResult.HeaderTooLarge },
        { Right[..^1], HandshakeResult.NeedsMore },
    };

    private static Handshake Begun()
    {
        Handshake handshake = new();
        handshake.Begin(RfcNonce);
        return handshake;
    }

    [Fact]
    public void The_request_is_the_one_of_the_RFC_without_extensions()
    {
        byte[] bytes = new byte[512];
        Assert.True(Begun().TryWriteRequest(bytes, "/chat?x=1&y=%20"u8, "server.example.com:8080"u8, out int count));
        Assert.Equal("GET /chat?x=1&y=%20 HTTP/1.1\r\nHost: server.example.com:8080\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n", Encoding.ASCII.GetString(bytes, 0, count));
        for (int size = 0; size < count; size++)
            Assert.False(Begun().TryWriteRequest(bytes.AsSpan(0, size), "/chat?x=1&y=%20"u8, "server.example.com:8080"u8, out _));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void Each_answer_is_judged_the_same_whole_split_anywhere_and_byte_by_byte(string answer, HandshakeResult expected)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(answer);
        Assert.Equal(expected, Judge(bytes, []));
        Assert.Equal(expected, Judge(bytes, Enumerable.Range(1, bytes.Length - 1).ToArray()));
        for (int cut = 1; cut < Math.Min(bytes.Length, 400); cut++)
            Assert.Equal(expected, Judge(bytes, [cut]));
    }

    [Fact]
    public void What_follows_the_header_is_left_for_the_frame_reader()
    {
        byte[] frame = ServerFrame.Text("early");
        Handshake handshake = Begun();
        ReadOnlySequence<byte> input = new([.. Encoding.ASCII.GetBytes(Right), .. frame]);
        Assert.Equal(HandshakeResult.Accepted, handshake.Read(ref input));
        Assert.Equal(frame, input.ToArray());
        Assert.Equal(101, handshake.Status);
    }

    [Fact]
    public void The_accept_value_is_the_one_that_the_runtimes_SHA1_gives()
    {
        byte[] nonce = new byte[Handshake.NonceBytes];
        for (int i = 0; i < 200; i++)
        {
            new Random(i).NextBytes(nonce);
            string key = Convert.ToBase64String(nonce);
            string accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
            Handshake handshake = new();
            handshake.Begin(nonce);
            ReadOnlySequence<byte> input = new(Encoding.ASCII.GetBytes(Right.Replace(RfcAccept, accept, StringComparison.Ordinal)));
            Assert.Equal(HandshakeResult.Accepted, handshake.Read(ref input));
        }
    }

    [Fact]
    public void A_second_handshake_does_not_remember_the_first()
    {
        Handshake handshake = Begun();
        ReadOnlySequence<byte> refused = new("HTTP/1.1 404 Not Found\r\n"u8.ToArray());
        Assert.Equal(HandshakeResult.StatusRefused, handshake.Read(ref refused));
        Assert.Equal(404, handshake.Status);
        handshake.Begin(RfcNonce);
        ReadOnlySequence<byte> input = new(Encoding.ASCII.GetBytes(Right));
        Assert.Equal(HandshakeResult.Accepted, handshake.Read(ref input));
    }

    [Fact]
    public void Every_refusal_has_a_sentence_of_its_own_and_a_status_is_named()
    {
        HandshakeResult[] all = Enum.GetValues<HandshakeResult>();
        Assert.Equal(all.Length, all.Select(result => result.Sentence(404)).Distinct().Count());
        Assert.Contains("404", HandshakeResult.StatusRefused.Sentence(404), StringComparison.Ordinal);
        Assert.Contains("503", HandshakeResult.StatusRefused.Sentence(503), StringComparison.Ordinal);
    }

    private static HandshakeResult Judge(byte[] bytes, int[] cuts)
    {
        Handshake handshake = Begun();
        int start = 0;
        HandshakeResult result = HandshakeResult.NeedsMore;
        foreach (int cut in cuts.Append(bytes.Length))
        {
            ReadOnlySequence<byte> input = new(bytes.AsMemory(start, cut - start));
            result = handshake.Read(ref input);
            start = cut;
        }
        return result;
    }
}

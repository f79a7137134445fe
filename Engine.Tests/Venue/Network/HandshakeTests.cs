using Engine.Core.Venue;
using Engine.Native.VenueServer;
using Xunit;

namespace Engine.Tests.Venue.Network;

/// <summary>The opening of a WebSocket, byte by byte.</summary>
public sealed class HandshakeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/ws/api/v2")]
    [InlineData("/ws/api/v2/")]
    [InlineData("/ws/api/v2?x=y")]
    public async Task It_opens_at_its_path_for_any_origin_without_subprotocol_or_extension(string path)
    {
        await using Server server = await Start();
        using var socket = new RawConnection(server);
        HttpAnswer answer = socket.Ask(RawConnection.Upgrade(path, "Origin: https://a.example", "Sec-WebSocket-Protocol: chat, superchat"));
        Assert.Equal(101, answer.Status);
        Assert.Equal("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", answer.Headers["Sec-WebSocket-Accept"]); // RFC 6455, section 1.3
        Assert.False(answer.Headers.ContainsKey("Sec-WebSocket-Protocol"));
        Assert.False(answer.Headers.ContainsKey("Sec-WebSocket-Extensions"));
        socket.SendFrame(0x81, """{"id":1,"method":"public/test"}"""u8);
        Assert.Equal(0x81, socket.Frame().Opening);
    }

    [Theory]
    [InlineData("GET", "websocket", "8", RawConnection.Key, 426)]
    [InlineData("GET", "websocket", "", RawConnection.Key, 426)]
    [InlineData("GET", "websocket", "13", "", 400)]
    [InlineData("GET", "websocket", "13", "c2hvcnQ=", 400)]
    [InlineData("GET", "websocket", "13", "!!!!!!!!!!!!!!!!!!!!!!!!", 400)]
    [InlineData("POST", "websocket", "13", RawConnection.Key, 400)]
    [InlineData("GET", "h2c", "13", RawConnection.Key, 400)]
    public async Task What_is_no_good_opening_is_refused_with_the_reason(string verb, string upgrade, string version, string key, int status)
    {
        await using Server server = await Start();
        using var socket = new RawConnection(server);
        HttpAnswer answer = socket.Ask(
            $"{verb} /ws/api/v2 HTTP/1.1\r\nHost: x\r\nUpgrade: {upgrade}\r\nConnection: Upgrade\r\nContent-Length: 0\r\nSec-WebSocket-Version: {version}\r\nSec-WebSocket-Key: {key}\r\n\r\n");
        Assert.Equal(status, answer.Status);
        Assert.NotEmpty(answer.Body);
        Assert.Equal(status == 426, answer.Headers.TryGetValue("Sec-WebSocket-Version", out string? offered) && offered == "13");
    }

    [Theory]
    [InlineData("permessage-deflate; client_max_window_bits", "permessage-deflate; client_max_window_bits=15")]
    [InlineData("permessage-deflate", "permessage-deflate")]
    [InlineData("permessage-deflate; client_max_window_bits=10", "permessage-deflate; client_max_window_bits=10")]
    [InlineData("permessage-deflate; client_max_window_bits=8", "permessage-deflate")]
    [InlineData("permessage-deflate; server_max_window_bits=8", null)]
    [InlineData("permessage-deflate; server_max_window_bits=8, permessage-deflate", "permessage-deflate")]
    [InlineData("permessage-deflate; server_max_window_bits=10; server_no_context_takeover; client_no_context_takeover",
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=10")]
    [InlineData("permessage-deflate; server_max_window_bits=\"12\"", "permessage-deflate; server_max_window_bits=12")]
    [InlineData("permessage-deflate; mystery", null)]
    [InlineData("permessage-deflate; server_no_context_takeover=1", null)]
    [InlineData("permessage-deflate; client_max_window_bits; client_max_window_bits", null)]
    [InlineData("x-webkit-deflate-frame, permessage-bzip2", null)]
    public async Task Compression_is_agreed_where_an_offer_can_be_kept(string offer, string? answer)
    {
        await using Server server = await Start();
        using var socket = new RawConnection(server);
        HttpAnswer opened = socket.Ask(RawConnection.Upgrade(lines: $"Sec-WebSocket-Extensions: {offer}"));
        Assert.Equal(101, opened.Status);
        Assert.Equal(answer, opened.Headers.GetValueOrDefault("Sec-WebSocket-Extensions"));
        socket.SendFrame(0x81, """{"id":1,"method":"public/test"}"""u8);
        Assert.Equal(answer is null ? 0x81 : 0xC1, socket.Frame().Opening); // the first reserved bit marks a compressed message
    }

    private static Task<Server> Start() => Server.Start(new ServerOptions { Exchange = new ExchangeOptions { Limits = false, HasCrowd = false } }, Cancel);
}

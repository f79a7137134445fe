using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Engine.Core.Venue;
using Engine.Native.VenueServer;
using Engine.Tests.EndToEnd.Stage;
using Xunit;

namespace Engine.Tests.Venue.Network;

/// <summary>Many clients at once over real sockets: all of them get everything, and one that does not read harms nobody but itself.</summary>
public sealed class LoadTests
{
    private const int Clients = 50;
    private const int ChangesPerClient = 60;
    private static readonly string[] s_channels = ["book.BTC-PERPETUAL.100ms", "book.ETH-PERPETUAL.100ms", "ticker.BTC-PERPETUAL.100ms"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_clients_follow_whole_chains_while_one_that_does_not_read_is_closed_as_too_slow()
    {
        await using Server server = await Server.Start(
            new ServerOptions { MaxPendingBytes = 2 * 1024 * 1024, Exchange = new ExchangeOptions { Limits = false, Speed = 50 } }, Cancel);
        using RawConnection slow = Sleeper(server);
        Follower[] followers = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Follower.Connect(server)));
        await Task.WhenAll(followers.Select(follower => follower.Follow(() => server.Tally.SlowReadersClosed == 1)));
        Assert.All(followers, follower => Assert.Equal(WebSocketState.Open, follower.State));
        Assert.Equal("connection_too_slow", LastWord(slow));
        Until.Holds(() => server.Tally.OpenSockets == Clients, "the slow client is gone and the others are there");
        Assert.Equal(1, server.Tally.SlowReadersClosed);
        foreach (Follower follower in followers)
            follower.Dispose();
        Until.Holds(() => server.Tally.OpenSockets == 0, "everyone is gone");
    }

    /// <summary>Subscribes to more than anyone can want and reads nothing.</summary>
    private static RawConnection Sleeper(Server server)
    {
        var slow = new RawConnection(server, receiveBytes: 8 * 1024);
        Assert.Equal(101, slow.Ask(RawConnection.Upgrade()).Status);
        slow.SendFrame(0x81, """{"id":1,"method":"public/auth","params":{"grant_type":"client_credentials","client_id":"a","client_secret":"b"}}"""u8);
        slow.SendFrame(0x81, """{"id":2,"method":"private/subscribe","params":{"channels":["book.BTC-PERPETUAL.raw","ticker.BTC-PERPETUAL.raw","book.ETH-PERPETUAL.raw","ticker.ETH-PERPETUAL.raw"]}}"""u8);
        return slow;
    }

    private static string LastWord(RawConnection slow)
    {
        while (true)
        {
            (byte opening, byte[] payload) = slow.Frame();
            if (opening == 0x88)
                return Encoding.UTF8.GetString(payload, 2, payload.Length - 2);
            Assert.Equal(0x81, opening);
            Assert.Equal((byte)'}', payload[^1]);
        }
    }

    /// <summary>A client that checks what it reads.</summary>
    private sealed class Follower(ClientWebSocket socket) : IDisposable
    {
        private readonly Dictionary<string, long> _lastIds = [];
        private readonly byte[] _buffer = new byte[1 << 20];
        private int _changes;
        private int _tickers;

        public WebSocketState State => socket.State;

        public static async Task<Follower> Connect(Server server)
        {
            var socket = new ClientWebSocket();
            await socket.ConnectAsync(server.Address, Cancel);
            string channels = string.Join(',', s_channels.Select(channel => $"\"{channel}\""));
            byte[] request = Encoding.UTF8.GetBytes("{\"id\":1,\"method\":\"public/subscribe\",\"params\":{\"channels\":[" + channels + "]}}");
            await socket.SendAsync(request, WebSocketMessageType.Text, endOfMessage: true, Cancel);
            return new Follower(socket);
        }

        public async Task Follow(Func<bool> isEnough)
        {
            while (_changes < ChangesPerClient || _tickers == 0 || !isEnough())
            {
                int length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(_buffer.AsMemory(length), Cancel);
                    length += part.Count;
                }
                while (!part.EndOfMessage);
                Assert.Equal(WebSocketMessageType.Text, part.MessageType);
                Check(_buffer.AsMemory(0, length));
            }
        }

        public void Dispose() => socket.Dispose();

        private void Check(ReadOnlyMemory<byte> message)
        {
            using var document = JsonDocument.Parse(message);
            if (!document.RootElement.TryGetProperty("params", out JsonElement parameters))
                return;
            string channel = parameters.GetProperty("channel").GetString()!;
            JsonElement data = parameters.GetProperty("data");
            if (!data.TryGetProperty("change_id", out JsonElement id))
            {
                _tickers++;
                return;
            }

            if (data.TryGetProperty("prev_change_id", out JsonElement previous))
            {
                _changes++;
                Assert.Equal(_lastIds[channel], previous.GetInt64());
            }

            _lastIds[channel] = id.GetInt64();
        }
    }
}

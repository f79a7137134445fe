using System.Net.WebSockets;
using System.Text;
using Engine.Core.Venue;
using Engine.Native.VenueServer;
using Engine.Tests.EndToEnd.Stage;
using Xunit;

namespace Engine.Tests.Venue.Network;

/// <summary>Connections that come and go leave nothing behind, and the server's own end waits for none of them.</summary>
public sealed class EndingTests
{
    private const string Auth = """{"id":1,"method":"public/auth","params":{"grant_type":"client_credentials","client_id":"a","client_secret":"b"}}""";
    private const string Subscribe = """{"id":2,"method":"private/subscribe","params":{"channels":["book.BTC-PERPETUAL.raw","ticker.BTC-PERPETUAL.raw","user.orders.any.any.raw"]}}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_thousand_sessions_leave_no_session_no_subscription_and_no_token()
    {
        var world = new VenueWorld(VenueWorld.Quiet with { HasCrowd = true });
        for (int i = 0; i < 1_000; i++)
        {
            VenueClient client = world.Client("k" + (i % 7));
            client.Result("private/subscribe", new { channels = (string[])["book.BTC-PERPETUAL.raw", "ticker.ETH-PERPETUAL.100ms", "user.changes.any.any.raw", "user.portfolio.any"] });
            if (i == 0)
                Assert.Equal(new Occupancy(1, 4, 1), world.Exchange.Occupancy);
            world.Exchange.Close(client.Session, world.NowNs);
            world.Exchange.Close(client.Session, world.NowNs);
            world.Clients.Clear();
        }

        Assert.Equal(default, world.Exchange.Occupancy);
    }

    [Fact]
    public async Task Clients_that_break_off_in_the_middle_of_anything_are_forgotten()
    {
        await using Server server = await Start();
        for (int i = 0; i < 200; i++)
        {
            using var socket = new RawConnection(server);
            if (i % 8 == 0)
                continue; // connected and gone
            socket.Send(RawConnection.Upgrade()[..(i % 8 == 1 ? 40 : ^0)]);
            if (i % 8 < 3)
                continue; // gone in the middle of the opening, or after it
            socket.Answer();
            socket.SendFrame(0x81, Encoding.UTF8.GetBytes(Auth));
            socket.SendFrame(0x81, Encoding.UTF8.GetBytes(Subscribe));
            if (i % 8 < 5)
                socket.Send([0x81, 0xFE, 0x10, 0, 0, 0, 0, 0, (byte)'{']); // gone in the middle of a frame
            else if (i % 8 < 7)
                socket.Frame(); // gone in the middle of what it is sent
            else
                socket.SendFrame(0x88, []);
        }

        Until.Holds(() => server.Tally is { OpenSockets: 0, Sockets: >= 125 }, "all are forgotten", () => server.Tally.ToString());
        using var last = new RawConnection(server);
        Assert.Equal(101, last.Ask(RawConnection.Upgrade()).Status);
    }

    [Fact]
    public async Task The_end_comes_at_once_with_many_clients_connected_and_one_that_does_not_read()
    {
        Server server = await Start();
        using var sleeper = new RawConnection(server, receiveBytes: 8 * 1024);
        Assert.Equal(101, sleeper.Ask(RawConnection.Upgrade()).Status);
        sleeper.SendFrame(0x81, Encoding.UTF8.GetBytes(Auth));
        sleeper.SendFrame(0x81, Encoding.UTF8.GetBytes(Subscribe));
        var sockets = new List<RawConnection>();
        for (int i = 0; i < 100; i++)
        {
            sockets.Add(new RawConnection(server));
            Assert.Equal(101, sockets[i].Ask(RawConnection.Upgrade()).Status);
        }

        await server.DisposeAsync();
        Assert.All(sockets, socket => Assert.True(socket.HasEnded()));
        sockets.ForEach(socket => socket.Dispose());
        Assert.True(server.Tally.Sockets == 101 && server.Failure is null);
    }

    [Fact]
    public async Task A_client_that_closes_gets_its_close_answered_while_data_is_on_its_way()
    {
        await using Server server = await Start();
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(server.Address, Cancel);
        await socket.SendAsync(Encoding.UTF8.GetBytes(Auth), WebSocketMessageType.Text, true, Cancel);
        await socket.SendAsync(Encoding.UTF8.GetBytes(Subscribe), WebSocketMessageType.Text, true, Cancel);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", Cancel);
        Assert.Equal(WebSocketState.Closed, socket.State);
    }

    private static Task<Server> Start() => Server.Start(new ServerOptions { Exchange = new ExchangeOptions { Limits = false, Speed = 20 } }, Cancel);
}

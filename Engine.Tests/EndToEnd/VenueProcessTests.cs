using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Engine.Tests.EndToEnd.Stage;
using Xunit;

namespace Engine.Tests.EndToEnd;

/// <summary><c>engine venue</c> as a process: its lines, its end, its exit code.</summary>
public sealed class VenueProcessTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_what_it_runs_serves_until_ctrl_c_and_sums_up()
    {
        using var folder = new TemporaryFolder();
        using EngineChild venue = EngineChild.Start(folder.Root, ["venue", "--seed", "9", "--instruments", "BTC-PERPETUAL,ETH-PERPETUAL", "--key", "K", "--secret", "S"]);
        Until.Holds(() => venue.Output.Holds("seed 9"), "it says what it runs");
        string[] lines = venue.Output.ToString().Split(Environment.NewLine);
        Assert.StartsWith("listening ws://127.0.0.1:", lines[0], StringComparison.Ordinal);
        Assert.Equal("BTC-PERPETUAL, ETH-PERPETUAL; seed 9, speed 1, market calm, limits on, keys: 1", lines[1]);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(lines[0]["listening ".Length..]), Cancel);
        await socket.SendAsync("""{"id":1,"method":"public/test"}"""u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, Cancel);
        await socket.ReceiveAsync(new byte[1000].AsMemory(), Cancel);
        venue.Interrupt();
        Assert.Equal(0, venue.Ended());
        Assert.Contains("ended: 1 sockets, 1 requests (0 by HTTP), 0 orders, ", venue.Output.ToString(), StringComparison.Ordinal);
        Assert.Equal("", venue.Error.ToString().Trim());
    }

    [Fact]
    public void An_address_of_another_machine_is_one_sentence_and_exit_code_1()
    {
        using var folder = new TemporaryFolder();
        using EngineChild venue = EngineChild.Start(folder.Root, ["venue", "--bind", "192.0.2.1"]);
        Assert.Equal(1, venue.Ended());
        string line = Assert.Single(venue.Error.ToString().Trim().Split(Environment.NewLine));
        Assert.StartsWith("engine venue: cannot listen on 192.0.2.1 port 0: ", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_in_use_is_one_sentence_and_exit_code_1()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var folder = new TemporaryFolder();
        using EngineChild venue = EngineChild.Start(folder.Root, ["venue", "--port", $"{port}"]);
        Assert.Equal(1, venue.Ended());
        string line = Assert.Single(venue.Error.ToString().Trim().Split(Environment.NewLine));
        Assert.StartsWith($"engine venue: cannot listen on 127.0.0.1 port {port}: ", line, StringComparison.Ordinal);
        Assert.Equal("", venue.Output.ToString().Trim());
    }
}

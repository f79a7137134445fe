using System.Net;
using System.Net.Sockets;
using System.Text;
using Engine.Core.Venue;
using Engine.Tests.EndToEnd.Stage;
using Engine.Tests.Storage;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Engine.Tests.EndToEnd;

/// <summary>What a user can get wrong, by the program itself: the exit code, and a message that names what is wrong.</summary>
public sealed class BadInputTests
{
    private static readonly (string, string)[] s_keys = [("DERIBIT_API_KEY", VenueHost.Key), ("DERIBIT_API_SECRET", "secret")];

    // Nothing listens here: port 1 is reserved and of no use to anybody.
    private const string NoVenue = "ws://127.0.0.1:1/ws/api/v2";

    [Theory]
    [InlineData("spraed = 0.1", "t.toml:3", "spraed")]
    [InlineData("spread = -0.0001", "t.toml:3", "spread")]
    [InlineData("spread = \"wide\"", "t.toml:3", "spread")]
    [InlineData("spread = 0.1.2", "t.toml:3", "t.toml")]
    public void A_wrong_configuration_names_file_line_and_key(string line, string place, string word)
    {
        using var folder = new TemporaryFolder();
        (int code, string error) = Trade(folder, NoVenue, $"[[instrument]]\nname = \"BTC-PERPETUAL\"\n{line}\n", s_keys);
        Assert.Equal(2, code);
        Assert.Contains(place, error, StringComparison.Ordinal);
        Assert.Contains(word, error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.PathOf("t.db")), "nothing was started");
    }

    [Fact]
    public void An_address_that_accepts_and_says_nothing_is_tried_no_longer_than_the_configuration_says()
    {
        using var folder = new TemporaryFolder();
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        (int code, string error) = Trade(folder, $"ws://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/", EngineChild.Config, s_keys);
        Assert.Equal(1, code);
        Assert.Contains("was not completed within 2000 ms", error, StringComparison.Ordinal); // connect_seconds, not the ten seconds of a session that was lost
    }

    [Fact]
    public void A_missing_configuration_is_named()
    {
        using var folder = new TemporaryFolder();
        using EngineChild engine = EngineChild.Start(folder.Root, ["trade", "--config", "nowhere.toml", "--url", NoVenue], s_keys);
        Assert.Equal(2, engine.Ended());
        Assert.Contains("nowhere.toml", engine.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_keys_are_named_with_the_file_they_may_stand_in()
    {
        using var folder = new TemporaryFolder();
        (int code, string error) = Trade(folder, NoVenue, EngineChild.Config, []);
        Assert.Equal(2, code);
        Assert.Contains("DERIBIT_API_KEY and DERIBIT_API_SECRET not set", error, StringComparison.Ordinal);
        Assert.Contains(folder.PathOf(".env"), error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_ends_the_start_and_is_not_shown()
    {
        await using VenueHost venue = await VenueHost.Start(new ExchangeOptions { Keys = new Dictionary<string, string> { [VenueHost.Key] = "secret" } });
        using var folder = new TemporaryFolder();
        (int code, string error) = Trade(
            folder, venue.Address.ToString(), EngineChild.Config, [("DERIBIT_API_KEY", VenueHost.Key), ("DERIBIT_API_SECRET", "not-the-secret")]);
        Assert.Equal(2, code);
        Assert.Contains("13004", error, StringComparison.Ordinal);
        Assert.Contains("DERIBIT_API_KEY", error, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-secret", error, StringComparison.Ordinal);
        Books.SessionEnded(folder.PathOf("t.db"), 2);
    }

    [Fact]
    public async Task A_size_below_the_venues_smallest_order_ends_the_session_with_file_line_and_key()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        (int code, string error) = Trade(folder, venue.Address.ToString(), EngineChild.Config.Replace("spread = 0.00003", "size = 4", StringComparison.Ordinal), s_keys);
        Assert.Equal(2, code);
        Assert.Contains("t.toml:3: instrument.size: found 4, expected at least 10 USD, the smallest order that the venue takes of BTC-PERPETUAL", error, StringComparison.Ordinal);
        Assert.Empty(venue.OpenOrders());
        Books.SessionEnded(folder.PathOf("t.db"), 2);
    }

    [Fact]
    public async Task An_instrument_the_venue_does_not_know_is_named()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        (int code, string error) = Trade(folder, venue.Address.ToString(), "[[instrument]]\nname = \"DOGE-PERPETUAL\"\n", s_keys);
        Assert.Equal(2, code);
        Assert.Contains("DOGE-PERPETUAL", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_where_nobody_listens_is_tried_for_a_while_and_named()
    {
        using var folder = new TemporaryFolder();
        (int code, string error) = Trade(folder, NoVenue, EngineChild.Config, s_keys);
        Assert.Equal(1, code);
        Assert.Contains("127.0.0.1:1", error, StringComparison.Ordinal);
        Assert.Contains("connecting again in", error, StringComparison.Ordinal);
        Assert.Contains("Connection refused", error, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "404")]
    [InlineData("220 mail.example.com ESMTP ready\r\n\r\n", "")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>", "200")]
    public void A_port_that_speaks_something_else_is_named(string answer, string word)
    {
        using var folder = new TemporaryFolder();
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Thread server = new(() => Answer(listener, answer)) { IsBackground = true };
        server.Start();
        (int code, string error) = Trade(folder, $"ws://127.0.0.1:{port}/ws/api/v2", EngineChild.Config, s_keys);
        Assert.Equal(1, code);
        Assert.Contains($"127.0.0.1:{port}", error, StringComparison.Ordinal);
        Assert.Contains(word, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_says_nothing_is_left_when_the_time_is_up()
    {
        using var folder = new TemporaryFolder();
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        (int code, string error) = Trade(folder, $"ws://127.0.0.1:{port}/ws/api/v2", EngineChild.Config, s_keys, "--duration", "1s");
        Assert.Equal(1, code);
        Assert.Contains("stopped before trading began", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_that_another_program_holds_is_named()
    {
        using var folder = new TemporaryFolder();
        Database.Execute(folder.PathOf("t.db"), "PRAGMA application_id = 1296910897; CREATE TABLE held (x)");
        using SqliteConnection holder = Database.Open(folder.PathOf("t.db"));
        using SqliteCommand command = holder.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        command.ExecuteNonQuery();
        (int code, string error) = Trade(folder, NoVenue, EngineChild.Config, s_keys);
        Assert.Equal(1, code);
        Assert.Contains("t.db", error, StringComparison.Ordinal);
        Assert.Contains("locked", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_another_session_writes_is_named()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using TraderRun first = TraderRun.Start(venue.Address, TraderRun.ConfigIn(folder));
        first.UntilQuoting();
        (int code, string error) = Trade(folder, venue.Address.ToString(), EngineChild.Config, s_keys);
        Assert.Equal(1, code);
        Assert.Contains("t.db", error, StringComparison.Ordinal);
        Assert.Equal(0, first.Stop());
    }

    [Theory]
    [InlineData("/proc/engine.db", "/proc/engine.db")] // nobody writes there, not even root
    [InlineData("none/engine.db", "none")]
    public void A_place_that_cannot_be_written_is_named(string database, string named)
    {
        using var folder = new TemporaryFolder();
        using EngineChild engine = EngineChild.Start(
            folder.Root, ["trade", "--config", folder.Write("t.toml", EngineChild.Config), "--url", NoVenue, "--db", database, "--headless"], s_keys);
        Assert.Equal(1, engine.Ended());
        Assert.Contains(named, engine.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plain_address_beyond_this_machine_is_refused()
    {
        using var folder = new TemporaryFolder();
        (int code, string error) = Trade(folder, "ws://192.0.2.1/ws/api/v2", EngineChild.Config, s_keys);
        Assert.Equal(2, code);
        Assert.Contains("192.0.2.1", error, StringComparison.Ordinal);
        Assert.Contains("wss://", error, StringComparison.Ordinal);
    }

    private static (int Code, string Error) Trade(TemporaryFolder folder, string address, string config, (string, string)[] environment, params string[] more)
    {
        string[] arguments = ["trade", "--config", folder.Write("t.toml", config), "--url", address, "--db", "t.db", "--headless", .. more];
        using EngineChild engine = EngineChild.Start(folder.Root, arguments, environment);
        return (engine.Ended(), engine.Error.ToString());
    }

    private static void Answer(TcpListener listener, string text)
    {
        try
        {
            while (true)
            {
                using Socket socket = listener.AcceptSocket();
                socket.Receive(new byte[4096]);
                socket.Send(Encoding.ASCII.GetBytes(text));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }
}

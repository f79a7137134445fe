using Engine.Core.Wire.Deribit;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Core.Wire.Deribit.Sessions;
using Engine.Tests.Deribit.Decoding;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Deribit.Sessions;

/// <summary>What goes wrong in a session: each with a sentence that names it, and whether a new connection could help.</summary>
public class SessionFailureTests
{
    [Theory]
    [InlineData("public/auth", 13004, "invalid_credentials", true, "DERIBIT_API_KEY", "13004")]
    [InlineData("public/auth", 13009, "unauthorized", true, "DERIBIT_API_SECRET", "13009")]
    [InlineData("public/auth", 11094, "internal_server_error", false, "11094", "internal_server_error")]
    [InlineData("public/get_instrument", -32602, "Invalid params", true, "BTC-PERPETUAL", "-32602")]
    [InlineData("public/get_instrument", 11094, "internal_server_error", false, "BTC-PERPETUAL", "internal_server_error")]
    [InlineData("public/subscribe", 13778, "raw_subscriptions_not_available_for_unauthorized", false, "public/subscribe", "13778")]
    [InlineData("private/subscribe", 13009, "unauthorized", false, "private/subscribe", "13009")]
    [InlineData("private/enable_cancel_on_disconnect", 10049, "unable_to_enable_cod", false, "cancel-on-disconnect", "10049")]
    [InlineData("private/get_account_summary", 13021, "forbidden", false, "private/get_account_summary", "13021")]
    [InlineData("private/get_cancel_on_disconnect", 11094, "internal_server_error", false, "private/get_cancel_on_disconnect", "11094")]
    [InlineData("private/get_open_orders_by_instrument", 13021, "forbidden", false, "private/get_open_orders_by_instrument", "13021")]
    [InlineData("private/get_user_trades_by_instrument", 11094, "internal_server_error", false, "private/get_user_trades_by_instrument", "11094")]
    [InlineData("private/get_position", 13008, "request_failed", false, "private/get_position", "13008")]
    [InlineData("public/set_heartbeat", -32602, "Invalid params", false, "public/set_heartbeat", "-32602")]
    [InlineData("public/hello", 11029, "invalid_arguments", false, "public/hello", "11029")]
    public void A_refusal_ends_the_session_with_a_sentence_that_names_it(string method, int code, string message, bool fatal, string names, string alsoNames)
    {
        ScriptedVenue venue = new();
        venue.Scripts[method] = r => Frames.Error(r.Id, code, message);
        venue.Session.OnConnected();
        venue.Serve();
        Assert.Equal(SessionPhase.Failed, venue.Session.Phase);
        Assert.Equal(fatal, venue.Session.IsFatal);
        Assert.Contains(names, venue.Session.Failure, StringComparison.Ordinal);
        Assert.Contains(alsoNames, venue.Session.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reason_that_the_venue_gives_is_told_on()
    {
        ScriptedVenue venue = new();
        venue.Scripts["public/get_instrument"] = r =>
            $"{{\"jsonrpc\":\"2.0\",\"id\":{r.Id},\"error\":{{\"code\":-32602,\"data\":{{\"reason\":\"instrument not found\",\"param\":\"instrument_name\"}},\"message\":\"Invalid params\"}}}}";
        venue.Session.OnConnected();
        venue.Serve();
        Assert.Contains("instrument not found", venue.Session.Failure, StringComparison.Ordinal);
        Assert.True(venue.Session.IsFatal);
    }

    [Theory]
    [InlineData("public/subscribe", "[\"ticker.BTC-PERPETUAL.raw\",\"trades.BTC-PERPETUAL.raw\",\"platform_state\"]", "book.BTC-PERPETUAL.raw")]
    [InlineData("public/subscribe", "[]", "book.BTC-PERPETUAL.raw")]
    [InlineData("public/subscribe", "\"ok\"", "book.BTC-PERPETUAL.raw")]
    [InlineData("private/subscribe", "[\"user.portfolio.btc\"]", "user.changes.BTC-PERPETUAL.raw")]
    [Pitfall("T17")]
    [Pitfall("T38")]
    public void A_channel_silently_dropped_from_the_answer_is_noticed(string method, string accepted, string missing)
    {
        ScriptedVenue venue = new();
        venue.Scripts[method] = r => Frames.Reply(r.Id, accepted);
        venue.Session.OnConnected();
        venue.Serve();
        Assert.Equal((SessionPhase.Failed, true), (venue.Session.Phase, venue.Session.IsFatal));
        Assert.Contains(missing, venue.Session.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_channel_that_was_accepted_once_and_is_missing_later_is_worth_another_try()
    {
        ScriptedVenue venue = new();
        venue.GoLive();
        venue.Session.OnDisconnected();
        venue.Scripts["public/subscribe"] = r => Frames.Reply(r.Id, "[]");
        venue.Session.OnConnected();
        venue.Serve();
        Assert.Equal((SessionPhase.Failed, false), (venue.Session.Phase, venue.Session.IsFatal));
    }

    [Fact]
    public void An_answer_about_another_instrument_is_no_description_of_ours()
    {
        ScriptedVenue venue = new();
        venue.Scripts["public/get_instrument"] = r => Frames.Reply(r.Id, Frames.Instrument("ETH-PERPETUAL"));
        venue.Session.OnConnected();
        venue.Serve();
        Assert.True(venue.Session.IsFatal);
        Assert.Contains("BTC-PERPETUAL", venue.Session.Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("\"ok\"")]
    [InlineData("""{"refresh_token":7,"expires_in":1000}""")]
    [InlineData("""{"refresh_token":"x"}""")]
    [InlineData("""{"refresh_token":"x","expires_in":"1000"}""")]
    [InlineData("""{"refresh_token":"x","expires_in":0}""")]
    [InlineData("""{"refresh_token":"x","expires_in":-5}""")]
    [InlineData("""{"refresh_token":"x","expires_in":1.5}""")]
    public void A_login_without_a_token_is_no_login(string result)
    {
        ScriptedVenue venue = new();
        venue.Scripts["public/auth"] = r => Frames.Reply(r.Id, result);
        venue.Session.OnConnected();
        venue.Serve();
        Assert.Equal((SessionPhase.Failed, false), (venue.Session.Phase, venue.Session.IsFatal));
        Assert.Contains("public/auth", venue.Session.Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public/hello")]
    [InlineData("public/subscribe")]
    [InlineData("private/get_position")]
    public void A_request_without_an_answer_makes_the_connection_suspect(string method)
    {
        ScriptedVenue venue = new();
        venue.Silent.Add(method);
        venue.Session.OnConnected();
        venue.Serve();
        venue.Tick(ScriptedVenue.Options.RequestTimeoutNs);
        Assert.NotEqual(SessionPhase.Failed, venue.Session.Phase);
        venue.Tick(1);
        Assert.Equal((SessionPhase.Failed, false), (venue.Session.Phase, venue.Session.IsFatal));
        Assert.Contains("5000 ms", venue.Session.Failure, StringComparison.Ordinal);
        Assert.Contains(method, venue.Session.Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"subscription","params":{"channel":"user.changes.BTC-PERPETUAL.raw","data":{"orders":7,"trades":[]}}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"subscription","params":{"channel":"user.portfolio.btc","data":{}}}""")]
    [InlineData("""{"jsonrpc":"2.0","meth""")]
    public void A_private_message_that_cannot_be_read_ends_the_session_because_it_may_have_been_a_fill(string frame)
    {
        ScriptedVenue venue = new();
        venue.GoLive();
        venue.Feed(frame);
        Assert.Equal((SessionPhase.Failed, false), (venue.Session.Phase, venue.Session.IsFatal));
        Assert.Contains("cannot be read", venue.Session.Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ticker.BTC-PERPETUAL.raw", """{"mark_price":null}""")]
    [InlineData("trades.BTC-PERPETUAL.raw", """[{"price":"x"}]""")]
    [InlineData("trades.BTC-PERPETUAL.raw", "7")]
    public void A_public_message_that_cannot_be_read_does_not(string channel, string data)
    {
        ScriptedVenue venue = new();
        venue.GoLive();
        Assert.Equal(FrameKind.Malformed, venue.Feed(Frames.Notification(channel, data)).Kind);
        Assert.Equal(SessionPhase.Live, venue.Session.Phase);
    }

    [Fact]
    public void An_order_requests_refusal_is_the_engines_matter_not_the_sessions()
    {
        ScriptedVenue venue = new();
        venue.GoLive();
        venue.Feed(Frames.Error(RequestId.Create(99, RequestKind.Place), 10009, "not_enough_funds"));
        Assert.Equal(SessionPhase.Live, venue.Session.Phase);
    }

    [Fact]
    public void A_failed_session_stays_failed_until_the_next_connection()
    {
        ScriptedVenue venue = new();
        venue.Scripts["public/auth"] = r => Frames.Error(r.Id, 13004, "invalid_credentials");
        venue.Session.OnConnected();
        venue.Serve();
        string? first = venue.Session.Failure;
        venue.Feed("{");
        venue.Tick(60_000_000_000);
        Assert.Equal((SessionPhase.Failed, first), (venue.Session.Phase, venue.Session.Failure));
        venue.Scripts.Clear();
        venue.Session.OnDisconnected();
        Assert.Null(venue.Session.Failure);
        venue.GoLive();
    }

    [Fact]
    public void A_failure_is_worded_once_it_can_be_acted_on_and_never_holds_a_secret()
    {
        // Each of these frames carries what must not be shown; some venues echo, and a login cut short is still a login.
        string[] frames =
        [
            """{"jsonrpc":"2.0","id":26,"result":{"access_token":"access.1BBBB.token-word","refresh_token":"refresh.1AAAA.token-word","expires_in":""",
            Frames.Notification("user.changes.BTC-PERPETUAL.raw", "\"" + ScriptedVenue.Key + "\""),
            """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"user.changes.BTC-PERPETUAL.raw","data":{"orders":"the-\"secret\"-word"}}}""",
        ];
        foreach (string frame in frames)
        {
            ScriptedVenue venue = new();
            venue.Session.OnConnected();
            venue.Take();
            venue.Feed(frame);
            Assert.Equal(SessionPhase.Failed, venue.Session.Phase);
            HoldsNoSecret(venue.Session.Failure!);
        }

        foreach (string echo in (string[])[ScriptedVenue.Key, "the-\\\"secret\\\"-word", ScriptedVenue.RefreshToken])
        {
            ScriptedVenue venue = new();
            venue.GoLive();
            venue.Scripts["public/auth"] = r =>
                $"{{\"jsonrpc\":\"2.0\",\"id\":{r.Id},\"error\":{{\"code\":13004,\"data\":{{\"reason\":\"{echo}\"}},\"message\":\"invalid_credentials {echo}\"}}}}";
            venue.Tick(800_000_000_000);
            venue.Serve();
            Assert.Equal(SessionPhase.Failed, venue.Session.Phase);
            HoldsNoSecret(venue.Session.Failure!);
        }
    }

    [Fact]
    public void Options_and_session_show_no_secret_when_printed()
    {
        HoldsNoSecret(ScriptedVenue.Options.ToString());
        HoldsNoSecret(new ScriptedVenue().Session.ToString()!);
    }

    private static void HoldsNoSecret(string text)
    {
        Assert.DoesNotContain(ScriptedVenue.Key, text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text.Replace("DERIBIT_API_SECRET", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("token-word", text, StringComparison.Ordinal);
    }
}

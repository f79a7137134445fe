using System.Text;
using System.Text.Json;
using Engine.Core.Events;
using Engine.Core.Link.Pulling;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit;
using Xunit;

namespace Engine.Tests.Link.Pulling;

public class QuotePullTests
{
    private const int Session = 77;
    private const long Second = 1_000_000_000;

    private static readonly string s_bid = new OrderLabel(Session, 0, Side.Buy, 0, 3).ToString();
    private static readonly string s_ask = new OrderLabel(Session, 1, Side.Sell, 0, 9).ToString();
    private static readonly string s_other = new OrderLabel(Session + 1, 0, Side.Buy, 0, 3).ToString();

    private readonly QuotePull _pull = new(
        new SessionOptions { Key = "k"u8.ToArray(), Secret = "s"u8.ToArray() }, new InstrumentTable("BTC-PERPETUAL", "ETH-PERPETUAL"), Session, restNs: 2 * Second);

    private long _nowNs = 1_000 * Second;

    [Fact]
    public void It_logs_in_lists_cancels_the_sessions_own_orders_by_id_and_lists_again_until_none_is_left()
    {
        _pull.OnConnected(_nowNs);
        Answer(Assert.Single(Asked("public/auth")), """{"access_token":"t"}""");
        JsonElement[] lists = Asked("private/get_open_orders_by_instrument");
        Assert.Equal(["BTC-PERPETUAL", "ETH-PERPETUAL"], lists.Select(list => Parameter(list, "instrument_name")));
        Answer(lists[0], $$"""[{"order_id":"1","label":"{{s_bid}}"},{"order_id":"2","label":"{{s_other}}"},{"order_id":"3","label":""},{"order_id":"4","label":"mm-mine"}]""");
        Assert.Equal(PullPhase.Listing, _pull.Phase);
        Answer(lists[1], $$"""[{"order_id":"ETH-5","label":"{{s_ask}}"},{"order_id":"6"}]""");
        JsonElement[] cancels = Asked("private/cancel");
        Assert.Equal(["1", "ETH-5"], cancels.Select(cancel => Parameter(cancel, "order_id"))); // no stranger's, and no other session's
        Answer(cancels[0], """{"order_id":"1"}""");
        Refuse(cancels[1], 11044); // filled meanwhile
        Assert.Equal((1, 0), (_pull.Cancelled, _pull.Confirmations));
        foreach (JsonElement list in Asked("private/get_open_orders_by_instrument"))
            Answer(list, """[{"order_id":"3","label":""}]""");
        Assert.Equal((PullPhase.Resting, 1), (_pull.Phase, _pull.Confirmations));
        Assert.Empty(Asked());
        _nowNs += 2 * Second;
        _pull.Tick(_nowNs); // an order that was on its way may come late
        lists = Asked("private/get_open_orders_by_instrument");
        Answer(lists[1], "[]");
        Answer(lists[0], $$"""[{"order_id":"8","label":"{{s_bid}}"}]""");
        Assert.Equal("8", Parameter(Assert.Single(Asked("private/cancel")), "order_id"));
    }

    [Fact]
    public void Another_connection_begins_anew_and_old_answers_mean_nothing()
    {
        _pull.OnConnected(_nowNs);
        JsonElement before = Assert.Single(Asked("public/auth"));
        _pull.OnDisconnected(_nowNs);
        Answer(before, "{}");
        Assert.Equal(PullPhase.Down, _pull.Phase);
        _pull.OnConnected(_nowNs);
        JsonElement now = Assert.Single(Asked("public/auth"));
        Answer(before, "{}");
        Assert.Equal(PullPhase.LoggingIn, _pull.Phase);
        Answer(now, "{}");
        Assert.Equal(PullPhase.Listing, _pull.Phase);
    }

    [Fact]
    public void A_refused_login_and_an_answer_that_does_not_come_are_told()
    {
        _pull.OnConnected(_nowNs);
        Refuse(Assert.Single(Asked("public/auth")), 13004);
        Assert.Equal((PullPhase.Failed, "the venue refused the login (13004)"), (_pull.Phase, _pull.Failure));
        _pull.OnConnected(_nowNs);
        Asked();
        _nowNs += 6 * Second;
        _pull.Tick(_nowNs);
        Assert.Equal((PullPhase.Failed, "the venue has not answered for 5000 ms"), (_pull.Phase, _pull.Failure));
    }

    [Fact]
    public void Without_credits_for_cancels_it_rests_and_lists_again()
    {
        _pull.OnConnected(_nowNs);
        Answer(Assert.Single(Asked("public/auth")), "{}");
        foreach (JsonElement list in Asked())
            Answer(list, $$"""[{"order_id":"1","label":"{{s_bid}}"}]""");
        foreach (JsonElement cancel in Asked("private/cancel"))
            Refuse(cancel, DeribitErrors.TooManyRequests);
        Assert.Equal((PullPhase.Resting, 0), (_pull.Phase, _pull.Confirmations));
        _nowNs += 2 * Second;
        _pull.Tick(_nowNs);
        Assert.Equal(2, Asked("private/get_open_orders_by_instrument").Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"id":"1"}""")]
    [InlineData("""{"method":"subscription","params":{}}""")]
    [InlineData("""{"id":99999,"result":[]}""")]
    public void What_answers_nothing_of_its_own_is_passed_over(string message)
    {
        _pull.OnConnected(_nowNs);
        _pull.OnMessage(Encoding.UTF8.GetBytes(message), _nowNs);
        Assert.Equal(PullPhase.LoggingIn, _pull.Phase);
    }

    [Theory]
    [InlineData("""[{"order_id":5,"label":"LABEL"},7,null,{"label":"LABEL"}]""")]
    [InlineData("""{"orders":[]}""")]
    [InlineData("null")]
    public void A_list_with_nonsense_in_it_has_no_orders(string result)
    {
        _pull.OnConnected(_nowNs);
        Answer(Assert.Single(Asked("public/auth")), "{}");
        foreach (JsonElement list in Asked())
            Answer(list, result.Replace("LABEL", s_bid, StringComparison.Ordinal));
        Assert.Equal(PullPhase.Resting, _pull.Phase);
    }

    private JsonElement[] Asked(string? method = null)
    {
        List<JsonElement> asked = [];
        while (_pull.NextLength is > 0 and int length)
        {
            byte[] room = new byte[length];
            Assert.True(_pull.TryWrite(room, out int written));
            asked.Add(JsonDocument.Parse(room.AsMemory(0, written)).RootElement);
        }

        if (method is not null)
            Assert.All(asked, request => Assert.Equal(method, request.GetProperty("method").GetString()));
        return [.. asked];
    }

    private static string? Parameter(JsonElement request, string name) => request.GetProperty("params").GetProperty(name).GetString();

    private void Answer(JsonElement request, string result) =>
        _pull.OnMessage(Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":{{request.GetProperty("id")}},"result":{{result}} }"""), _nowNs);

    private void Refuse(JsonElement request, int code) =>
        _pull.OnMessage(Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":{{request.GetProperty("id")}},"error":{"code":{{code}},"message":"no"} }"""), _nowNs);
}

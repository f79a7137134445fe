using System.Text;
using System.Text.Json;
using Engine.Core.Events;
using Engine.Core.Link.Pulling;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit;
using Engine.Core.Wire.Deribit.Sessions;
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
    [InlineData(11051, PullPhase.Resting)] // in maintenance the login holds: it asks again
    [InlineData(13009, PullPhase.Failed)] // without a login it must connect anew
    public void A_refused_list_is_asked_for_again_where_that_may_help(int code, PullPhase phase)
    {
        _pull.OnConnected(_nowNs);
        Answer(Assert.Single(Asked("public/auth")), "{}");
        JsonElement[] lists = Asked();
        Answer(lists[0], "[]");
        Refuse(lists[1], code);
        Assert.Equal((phase, 0), (_pull.Phase, _pull.Confirmations));
        _nowNs += Second;
        _pull.Tick(_nowNs);
        Assert.Equal(phase == PullPhase.Resting ? 2 : 0, Asked("private/get_open_orders_by_instrument").Length);
    }

    [Theory]
    [InlineData(11051)]
    [InlineData(10041)]
    [InlineData(11098)]
    [InlineData(10028)]
    public void Cancels_that_are_refused_for_a_lasting_reason_make_no_storm(int code)
    {
        _pull.OnConnected(_nowNs);
        int requests = Converse(60, cancel => Refuse(cancel, code));
        Assert.InRange(requests, 60, 110); // within 2 s some, and then each 2 s: two lists and a cancel
        Assert.Equal(0, _pull.Confirmations);
    }

    [Fact]
    public void A_cancel_that_was_refused_once_is_sent_again_at_once_and_not_a_second_later()
    {
        _pull.OnConnected(_nowNs);
        long beganNs = _nowNs;
        List<long> sentMs = [];
        Converse(1, cancel =>
        {
            sentMs.Add((_nowNs - beganNs) / 1_000_000);
            Refuse(cancel, 11054);
        });
        Assert.Equal([10, 160, 430, 950], sentMs); // pauses of 125, 250 and 500 ms, and two steps of 10 ms for list and cancel
    }

    [Fact]
    public void A_cancel_that_is_refused_for_want_of_a_login_makes_it_connect_anew()
    {
        _pull.OnConnected(_nowNs);
        Converse(1, cancel => Refuse(cancel, 13009));
        Assert.Equal((PullPhase.Failed, "the venue refused a cancel (13009)"), (_pull.Phase, _pull.Failure));
    }

    [Fact]
    public void A_refused_cancel_among_others_makes_it_rest_though_the_last_was_not_refused()
    {
        _pull.OnConnected(_nowNs);
        Answer(Assert.Single(Asked("public/auth")), "{}");
        foreach (JsonElement list in Asked())
            Answer(list, $$"""[{"order_id":"1","label":"{{s_bid}}"}]""");
        JsonElement[] cancels = Asked("private/cancel");
        Refuse(cancels[0], 11051);
        Answer(cancels[1], "{}");
        Assert.Equal(PullPhase.Resting, _pull.Phase);
    }

    [Fact]
    public void Orders_that_stay_on_the_list_though_their_cancels_succeed_make_no_storm()
    {
        _pull.OnConnected(_nowNs);
        Assert.InRange(Converse(60, cancel => Answer(cancel, "{}")), 60, 120);
    }

    [Fact]
    public void Dialling_slows_down_while_nothing_is_done_and_begins_again_when_something_was()
    {
        PullPace pace = new(seed: 5);
        int Dials(int seconds, long done)
        {
            int dials = 0;
            for (int i = 0; i < seconds * 1_000; i++, _nowNs += Second / 1_000)
                dials += pace.TryDial(done, _nowNs) ? 1 : 0;
            return dials;
        }

        Assert.Equal(1, Dials(0, 0) + (pace.TryDial(0, _nowNs) ? 1 : 0)); // at once
        Assert.InRange(Dials(60, 0), 30, 65);
        Assert.InRange(Dials(60, 0), 29, 62); // at the cap
        Assert.InRange(Dials(2, 3), 3, 9); // from the first again
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC3, 0x28 })]
    [InlineData(new byte[] { 0x5C, (byte)'u', (byte)'d', (byte)'8', (byte)'0', (byte)'0' })] // half a surrogate pair
    public void A_strangers_label_that_is_no_text_hides_no_order_of_ours(byte[] label)
    {
        _pull.OnConnected(_nowNs);
        Answer(Assert.Single(Asked("public/auth")), "{}");
        foreach (JsonElement list in Asked())
        {
            byte[] head = Encoding.UTF8.GetBytes($$"""{"id":{{list.GetProperty("id")}},"result":[{"order_id":"9","label":" """.TrimEnd()), tail = Encoding.UTF8.GetBytes($$"""
                "},{"order_id":"1","label":"{{s_bid}}"}]}
                """);
            _pull.OnMessage([.. head, .. label, .. tail], _nowNs);
        }

        Assert.Equal(["1", "1"], Asked("private/cancel").Select(cancel => Parameter(cancel, "order_id")));
    }

    [Fact]
    public void No_bytes_at_all_make_it_throw()
    {
        const int Seed = 20_261_128;
        Random random = new(Seed);
        for (int i = 0; i < 20_000; i++)
        {
            QuotePull pull = new(new SessionOptions { Key = "k"u8.ToArray(), Secret = "s"u8.ToArray() }, new InstrumentTable("BTC-PERPETUAL"), Session, 2 * Second);
            pull.OnConnected(_nowNs);
            byte[] room = new byte[pull.NextLength];
            Assert.True(pull.TryWrite(room, out int length));
            long id = JsonDocument.Parse(room.AsMemory(0, length)).RootElement.GetProperty("id").GetInt64();
            pull.OnMessage(Encoding.UTF8.GetBytes($$"""{"id":{{id}},"result":{} }"""), _nowNs);
            room = new byte[pull.NextLength];
            Assert.True(pull.TryWrite(room, out length));
            id = JsonDocument.Parse(room.AsMemory(0, length)).RootElement.GetProperty("id").GetInt64();
            byte[] message = Encoding.UTF8.GetBytes($$"""{"id":{{id}},"result":[{"order_id":"1","label":"{{s_bid}}","x\u0041":[1,"\u00e9"]},{"label":"zz","order_id":"2"}]}""");
            for (int flips = random.Next(1, 6); flips > 0; flips--)
                message[random.Next(message.Length)] = (byte)random.Next(256);
            Exception? thrown = Record.Exception(() => pull.OnMessage(message, _nowNs));
            Assert.True(thrown is null, $"seed {Seed}, round {i}: {thrown}");
        }
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

    /// <summary>Talks for a time with a venue whose list always shows one order; returns how many requests it took after the login.</summary>
    private int Converse(int seconds, Action<JsonElement> onCancel)
    {
        Answer(Assert.Single(Asked("public/auth")), "{}");
        int requests = 0;
        for (int i = 0; i < seconds * 100; i++, _nowNs += Second / 100)
        {
            foreach (JsonElement request in Asked())
            {
                requests++;
                if (request.GetProperty("method").GetString() == "private/cancel")
                    onCancel(request);
                else
                    Answer(request, Parameter(request, "instrument_name") == "BTC-PERPETUAL" ? $$"""[{"order_id":"1","label":"{{s_bid}}"}]""" : "[]");
            }

            _pull.Tick(_nowNs);
        }

        return requests;
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

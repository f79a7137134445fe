using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Core.Wire.Deribit.Sessions;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Deribit.Decoding;

public class ReplyFrameTests
{
    private static readonly long Place = RequestId.Create(7, RequestKind.Place);
    private static readonly long Edit = RequestId.Create(8, RequestKind.Edit);
    private static readonly long Cancel = RequestId.Create(9, RequestKind.Cancel);

    private readonly DecoderBench _bench = new();

    [Fact]
    public void The_answer_to_a_new_order_is_a_reply_followed_by_its_trades()
    {
        DecodeResult result = _bench.Decode(Frames.Reply(Place, $$"""{"order":{{Frames.Order()}},"trades":[{{Frames.UserTrade(1)}},{{Frames.UserTrade(2)}}]}"""));
        Assert.Equal((FrameKind.Reply, Place, 0, 9775), (result.Kind, result.RequestId, result.ErrorCode, result.VenueUs));
        Assert.Equal([EventKind.Reply, EventKind.Fill, EventKind.Fill], _bench.Events.ToArray().Select(e => e.Kind));
        EngineEvent reply = _bench.Events[0];
        Assert.Equal((Place, 0, 9775), (reply.Reply.RequestId, reply.Reply.ErrorCode, reply.Reply.VenueUs));
        Assert.Equal("74311538594", reply.Reply.Order.OrderId.ToString());
        Assert.Equal(DecoderBench.Btc, reply.Instrument);
    }

    [Fact]
    public void The_reply_comes_first_even_when_trades_stand_before_the_order()
    {
        _bench.Decode(Frames.Reply(Edit, $$"""{"trades":[{{Frames.UserTrade(1)}}],"order":{{Frames.Order(direction: "sell")}}}"""));
        Assert.Equal([EventKind.Reply, EventKind.Fill], _bench.Events.ToArray().Select(e => e.Kind));
        Assert.Equal((Side.Sell, "74311538594"), (_bench.Events[0].Side, _bench.Events[0].Reply.Order.OrderId.ToString()));
    }

    [Fact]
    public void A_cancel_answers_with_the_bare_order()
    {
        EngineEvent e = _bench.One(Frames.Reply(Cancel, Frames.Order("cancelled", filled: "20.0", more: ",\"cancel_reason\":\"user_request\"")));
        Assert.Equal((EventKind.Reply, Cancel), (e.Kind, e.Reply.RequestId));
        Assert.Equal((VenueOrderState.Cancelled, CancelReason.UserRequest, 2), (e.Reply.Order.State, e.Reply.Order.CancelReason, e.Reply.Order.Filled.Lots));
    }

    [Theory]
    [InlineData(RequestKind.Place)]
    [InlineData(RequestKind.Edit)]
    [InlineData(RequestKind.Cancel)]
    [InlineData(RequestKind.CancelAll)]
    public void A_refused_order_request_gives_a_reply_with_the_code(RequestKind kind)
    {
        long id = RequestId.Create(3, kind);
        EngineEvent e = _bench.One(Frames.Error(id, 11054, "post_only_reject"));
        Assert.Equal((EventKind.Reply, id, 11054), (e.Kind, e.Reply.RequestId, e.Reply.ErrorCode));
        Assert.False(e.Reply.Order.OrderId.IsSome);
        Assert.Equal(11054, _bench.Result.ErrorCode);
    }

    [Fact]
    public void A_cancel_of_all_answers_with_a_count() =>
        Assert.Equal(EventKind.Reply, _bench.One(Frames.Reply(RequestId.Create(3, RequestKind.CancelAll), "4")).Kind);

    [Fact]
    public void Open_orders_and_position_of_a_query_are_marked_as_such()
    {
        _bench.Decode(Frames.Reply(RequestId.Create(4, RequestKind.OpenOrders), $"[{Frames.Order()},{Frames.Order(id: "2", label: "stranger")}]"));
        Assert.Equal((2, 2), (_bench.Result.Count, _bench.Events.Length));
        Assert.All(_bench.Events.ToArray(), e => Assert.Equal((EventKind.Order, EventFlags.Snapshot), (e.Kind, e.Flags)));
        EngineEvent position = _bench.One(Frames.Reply(RequestId.Create(5, RequestKind.Position), Frames.Position("30.0")));
        Assert.Equal((EventKind.Position, EventFlags.Snapshot, 3), (position.Kind, position.Flags, position.Position.Lots));
    }

    [Fact]
    public void A_page_of_trades_tells_where_it_ends_and_whether_there_is_more()
    {
        DecodeResult result = _bench.Decode(Frames.Reply(
            RequestId.Create(6, RequestKind.Trades), $$"""{"trades":[{{Frames.UserTrade(11)}},{{Frames.UserTrade(13)}},{{Frames.UserTrade(12)}}],"has_more":true}"""));
        Assert.Equal((true, 3, 13), (result.HasMore, result.Count, result.LastTradeSequence));
        Assert.All(_bench.Events.ToArray(), e => Assert.Equal((EventKind.Fill, EventFlags.Snapshot), (e.Kind, e.Flags)));
        result = _bench.Decode(Frames.Reply(RequestId.Create(6, RequestKind.Trades), """{"trades":[],"has_more":false}"""));
        Assert.Equal((false, 0, 0), (result.HasMore, result.Count, result.LastTradeSequence));
    }

    [Fact]
    public void An_account_summary_tells_the_rate_limit_of_orders()
    {
        const string Limits =
            ""","limits":{"limits_per_currency":false,"matching_engine":{"spot":{"rate":1,"burst":2},"trading":{"swap":{"rate":9,"burst":9},"total":{"burst":30,"rate":10}}},"non_matching_engine":{"rate":20,"burst":100}}""";
        EngineEvent e = _bench.One(Frames.Reply(RequestId.Create(2, RequestKind.Account), Frames.Account(Limits)));
        Assert.Equal(EventKind.Portfolio, e.Kind);
        Assert.Equal(new OrderRate(10, 30), _bench.OrderRate);
        _bench.One(Frames.Reply(RequestId.Create(2, RequestKind.Account), Frames.Account()));
        Assert.Equal(new OrderRate(10, 30), _bench.OrderRate);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"matching_engine":null}""")]
    [InlineData("""{"matching_engine":{"trading":7}}""")]
    [InlineData("""{"matching_engine":{"trading":{"total":[]}}}""")]
    [InlineData("""{"matching_engine":{"trading":{"total":{"rate":0,"burst":0}}}}""")]
    [InlineData("""{"matching_engine":{"trading":{"total":{"rate":5}}}}""")]
    [InlineData("""{"matching_engine":{"trading":{"total":{"rate":-5,"burst":20}}}}""")]
    public void Limits_of_an_unknown_shape_are_passed_over(string limits)
    {
        _bench.One(Frames.Reply(RequestId.Create(2, RequestKind.Account), Frames.Account($",\"limits\":{limits}")));
        Assert.Equal(default, _bench.OrderRate);
    }

    [Fact]
    [Pitfall("T49")]
    public void An_instrument_answer_sets_the_table_and_tells_the_engine()
    {
        EngineEvent e = _bench.One(Frames.Reply(
            RequestId.Create(2, RequestKind.Instrument),
            Frames.Instrument("BTC_USDC-PERPETUAL", "0.1", "1.0e-4", "linear", """[{"above_price":1.0e5,"tick_size":0.5},{"tick_size":1.0,"above_price":200000}]""")));
        Assert.Equal((EventKind.Specification, (ushort)DecoderBench.BtcUsdc), (e.Kind, e.Instrument));
        Assert.Equal((100_000_000, 100_000, 100_000, ContractKind.Linear), (e.Specification.TickE9, e.Specification.LotE9, e.Specification.MinAmountE9, e.Specification.Kind));
        Assert.Equal((150_000, 350_000, "USDC", true), (e.Specification.MakerFeeE9, e.Specification.TakerFeeE9, e.Specification.Settlement.ToString(), e.Specification.IsOpen));
        Assert.Equal(new TickStep(100_000_000_000_000, 500_000_000), e.Specification.Step1);
        Assert.Equal(new TickStep(200_000_000_000_000, 1_000_000_000), e.Specification.Step2);
        Assert.Equal(100_000_000, _bench.Instruments[DecoderBench.BtcUsdc]!.TickE9);
        Assert.Equal(2, _bench.Instruments[DecoderBench.BtcUsdc]!.Steps.Length);
    }

    [Theory]
    [InlineData("0.0", "10.0", "[]")]
    [InlineData("-0.5", "10.0", "[]")]
    [InlineData("0.5", "0.0", "[]")]
    [InlineData("null", "10.0", "[]")]
    [InlineData("\"0.5\"", "10.0", "[]")]
    [InlineData("0.5", "10.0", """[{"above_price":1,"tick_size":0.7}]""")]
    [InlineData("0.5", "10.0", """[{"above_price":1,"tick_size":1.0},{"above_price":2,"tick_size":1.0},{"above_price":3,"tick_size":1.0}]""")]
    [InlineData("0.5", "10.0", "null")]
    [InlineData("1e-12", "10.0", "[]")]
    public void An_instrument_that_makes_no_grid_leaves_the_table_as_it_was(string tick, string lot, string steps)
    {
        Instrument? before = _bench.Instruments[DecoderBench.Btc];
        _bench.Refuses(Frames.Reply(RequestId.Create(2, RequestKind.Instrument), Frames.Instrument("BTC-PERPETUAL", tick, lot, "reversed", steps)));
        Assert.Same(before, _bench.Instruments[DecoderBench.Btc]);
    }

    [Fact]
    public void An_instrument_not_traded_is_passed_over()
    {
        _bench.Decode(Frames.Reply(RequestId.Create(2, RequestKind.Instrument), Frames.Instrument("DOGE_USDC-PERPETUAL", "1e-5")));
        Assert.Equal((FrameKind.Reply, 0), (_bench.Result.Kind, _bench.Events.Length));
    }

    [Theory]
    [InlineData("\"abc\"")]
    [InlineData("null")]
    [InlineData("1.5")]
    [InlineData("-7")]
    [InlineData("99999999999999999999999")]
    [InlineData("[1]")]
    [InlineData("3")]
    public void An_id_that_is_not_ours_gives_nothing(string id)
    {
        string frame = $$$"""{"jsonrpc":"2.0","id":{{{id}}},"result":{"order":{{{Frames.Order()}}},"trades":[]}}""";
        Assert.Equal(FrameKind.Reply, _bench.Decode(frame).Kind);
        Assert.Equal(0, _bench.Events.Length);
    }

    [Fact]
    public void An_error_without_an_id_is_a_reply_to_nobody()
    {
        DecodeResult result = _bench.Decode("""{"jsonrpc":"2.0","error":{"code":11050,"data":"invalid json","message":"bad_request"},"usIn":1}""");
        Assert.Equal((FrameKind.Reply, 0, 11050), (result.Kind, result.RequestId, result.ErrorCode));
        Assert.Equal(0, _bench.Events.Length);
    }

    [Theory]
    [InlineData(RequestKind.Place, """{"trades":[]}""")]
    [InlineData(RequestKind.Place, """{"order":null,"trades":[]}""")]
    [InlineData(RequestKind.Place, "\"ok\"")]
    [InlineData(RequestKind.Place, "null")]
    [InlineData(RequestKind.Edit, "[]")]
    [InlineData(RequestKind.Cancel, "\"ok\"")]
    [InlineData(RequestKind.OpenOrders, "null")]
    [InlineData(RequestKind.Position, "[]")]
    [InlineData(RequestKind.Trades, "[]")]
    [InlineData(RequestKind.Trades, """{"has_more":false}""")]
    [InlineData(RequestKind.Trades, """{"trades":[],"has_more":"no"}""")]
    [InlineData(RequestKind.Instrument, "null")]
    [InlineData(RequestKind.Account, "[]")]
    public void An_answer_of_the_wrong_shape_cannot_be_read(RequestKind kind, string result) => _bench.Refuses(Frames.Reply(RequestId.Create(2, kind), result));

    [Theory]
    [InlineData("""{"message":"x"}""")]
    [InlineData("""{"code":"11044"}""")]
    [InlineData("""{"code":null}""")]
    [InlineData("""{"code":0}""")]
    [InlineData("null")]
    [InlineData("11044")]
    public void An_error_without_a_code_cannot_be_read(string error) => _bench.Refuses($"{{\"jsonrpc\":\"2.0\",\"id\":{Place},\"error\":{error}}}");
}

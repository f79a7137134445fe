using System.Text;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit;
using Engine.Native.Latency;
using Engine.Native.Latency.FarSide;
using Engine.Tests.Deribit.Decoding;
using Engine.Tests.Deribit.Shapes;
using Xunit;

namespace Engine.Tests.Latency;

public class FarOrdersTests
{
    private const long Now = 1_790_000_000_000_000_000;

    private readonly Instrument _instrument = DecoderBench.Perpetuals()[0]!;
    private readonly DecoderPair _pair = new DecoderPair().Learned();
    private readonly FarOrders _orders = new(LatencyMarket.Instrument);
    private readonly byte[] _room = new byte[4096];

    [Fact]
    public void The_engines_own_requests_are_read_and_answered_in_frames_that_both_decoders_read_by_their_shape()
    {
        OrderLabel label = new(42, 0, Side.Sell, 0, 7);
        EngineEvent placed = Answer(new OrderIntent { Kind = IntentKind.Place, Side = Side.Sell, Price = new Price(172_801), Amount = new Size(100), Label = label, RequestId = RequestId.Create(1, RequestKind.Place) });
        Assert.Equal((label, 172_801L, 100L, VenueOrderState.Open), (placed.Reply.Order.Label, placed.Reply.Order.Price.Ticks, placed.Reply.Order.Amount.Lots, placed.Reply.Order.State));
        EngineEvent edited = Answer(new OrderIntent { Kind = IntentKind.Edit, OrderId = placed.Reply.Order.OrderId, Price = new Price(172_000), Amount = new Size(90), RequestId = RequestId.Create(2, RequestKind.Edit) });
        Assert.Equal((label, 172_000L, 90L, placed.Reply.Order.OrderId), (edited.Reply.Order.Label, edited.Reply.Order.Price.Ticks, edited.Reply.Order.Amount.Lots, edited.Reply.Order.OrderId));
        Assert.True((edited.Reply.Order.Flags & OrderFlags.Replaced) != 0);
        EngineEvent cancelled = Answer(new OrderIntent { Kind = IntentKind.Cancel, OrderId = placed.Reply.Order.OrderId, RequestId = RequestId.Create(3, RequestKind.Cancel) });
        Assert.Equal((VenueOrderState.Cancelled, CancelReason.UserRequest), (cancelled.Reply.Order.State, cancelled.Reply.Order.CancelReason));
    }

    [Theory]
    [InlineData("""{"id":17,"method":"private/edit","params":{"order_id":"99","amount":10,"price":5}}""")]
    [InlineData("""{"id":17,"method":"private/cancel","params":{"order_id":"99"}}""")]
    [InlineData("""{"id":17,"method":"private/buy","params":{"amount":10}}""")]
    [InlineData("""{"id":17,"method":"private/sell","params":{"amount":"ten","price":5}}""")]
    public void What_cannot_be_is_not_carried_out(string message)
    {
        Assert.True(OrderRequest.TryRead(Encoding.ASCII.GetBytes(message), out OrderRequest request));
        Assert.False(_orders.TryApply(request));
        Assert.False(_orders[Side.Buy].IsOpen || _orders[Side.Sell].IsOpen);
    }

    [Fact]
    public void A_second_order_on_a_side_is_refused()
    {
        Assert.True(OrderRequest.TryRead("""{"id":17,"method":"private/buy","params":{"amount":10,"price":5,"label":"x"}}"""u8, out OrderRequest request));
        Assert.True(_orders.TryApply(request));
        Assert.False(_orders.TryApply(request));
    }

    [Theory]
    [InlineData("""{"id":1,"method":"private/get_position","params":{}}""")]
    [InlineData("""{"id":1,"method":"private/cancel_all_by_instrument","params":{}}""")]
    [InlineData("")]
    public void Other_requests_are_no_orders(string message) => Assert.False(OrderRequest.TryRead(Encoding.ASCII.GetBytes(message), out _));

    private EngineEvent Answer(in OrderIntent intent)
    {
        int length = DeribitEncoder.Encode(intent, _instrument, _room);
        Assert.True(OrderRequest.TryRead(_room.AsSpan(0, length), out OrderRequest request));
        Assert.True(_orders.TryApply(request));
        FarOrder order = intent.Kind == IntentKind.Cancel ? _orders[Side.Sell] : _orders.Find(request)!;
        int reply = _orders.WriteReply(request.Id, order, intent.Kind == IntentKind.Cancel, _room, Now);
        _pair.AgreeFast(Encoding.ASCII.GetString(_room, 0, reply));
        EngineEvent e = _pair.Events[0];
        Assert.Equal((EventKind.Reply, intent.RequestId), (e.Kind, e.Reply.RequestId));
        return e;
    }
}

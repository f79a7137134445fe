using System.Text;
using System.Text.Json;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit;
using Engine.Tests.Deribit.Decoding;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Deribit.Requests;

public class EncoderTests
{
    private static readonly InstrumentTable Instruments = DecoderBench.Perpetuals();
    private readonly byte[] _room = new byte[DeribitEncoder.MaxRequest];
    private long _length;

    [Fact]
    [Pitfall("T08")]
    public void A_buy_is_a_post_only_limit_order_with_our_label()
    {
        Assert.Equal(
            """{"jsonrpc":"2.0","id":113,"method":"private/buy","params":{"instrument_name":"BTC-PERPETUAL","type":"limit","time_in_force":"good_til_cancelled","label":"mm-00002a-00-b-00-000007","amount":1000,"price":83212.5,"post_only":true,"reject_post_only":true}}""",
            Encode(Place(Side.Buy)));
    }

    [Fact]
    public void A_sell_differs_in_its_method() => Assert.Contains("\"method\":\"private/sell\"", Encode(Place(Side.Sell)), StringComparison.Ordinal);

    [Fact]
    public void An_order_that_may_take_says_that_it_is_not_post_only()
    {
        OrderIntent intent = Place(Side.Buy);
        intent.Flags = OrderFlags.ReduceOnly;
        Assert.EndsWith("\"post_only\":false,\"reduce_only\":true}}", Encode(intent), StringComparison.Ordinal);
    }

    [Fact]
    [Pitfall("T10")]
    public void An_edit_names_the_order_and_its_total_amount() =>
        Assert.Equal(
            """{"jsonrpc":"2.0","id":114,"method":"private/edit","params":{"order_id":"USDC-104819327443","amount":0.0013,"price":86775.8,"post_only":true,"reject_post_only":true}}""",
            Encode(new OrderIntent
            {
                Kind = IntentKind.Edit, RequestId = RequestId.Create(7, RequestKind.Edit), Instrument = DecoderBench.BtcUsdc, OrderId = Id("USDC-104819327443"),
                Price = new Price(867_758), Amount = new Size(13), Flags = OrderFlags.PostOnly | OrderFlags.RejectPostOnly,
            }));

    [Fact]
    public void A_cancel_names_the_order_alone() =>
        Assert.Equal(
            """{"jsonrpc":"2.0","id":115,"method":"private/cancel","params":{"order_id":"74311538594"}}""",
            Encode(new OrderIntent { Kind = IntentKind.Cancel, RequestId = RequestId.Create(7, RequestKind.Cancel), OrderId = Id("74311538594") }));

    [Fact]
    public void A_cancel_of_all_stays_within_the_instrument() =>
        Assert.Equal(
            """{"jsonrpc":"2.0","id":116,"method":"private/cancel_all_by_instrument","params":{"instrument_name":"ETH-PERPETUAL"}}""",
            Encode(new OrderIntent { Kind = IntentKind.CancelAll, RequestId = RequestId.Create(7, RequestKind.CancelAll), Instrument = DecoderBench.Eth }));

    [Theory]
    [InlineData(IntentKind.None)]
    [InlineData(IntentKind.ResubscribeBook)]
    [InlineData(IntentKind.QueryAccount)]
    [InlineData(IntentKind.Reconcile)]
    public void What_is_no_order_request_has_no_text(IntentKind kind) => Assert.Equal("", Encode(new OrderIntent { Kind = kind }));

    [Fact]
    public void Prices_and_amounts_are_exact_over_the_whole_grid_and_the_label_comes_back()
    {
        Prng random = Seeds.Start();
        for (int round = 0; round < 20_000; round++)
        {
            int id = random.Below(3);
            Instrument instrument = Instruments[id]!;
            Side side = (Side)random.Below(2);
            OrderIntent intent = new()
            {
                Kind = random.Chance(0.5) ? IntentKind.Place : IntentKind.Edit,
                Side = side,
                Instrument = (ushort)id,
                RequestId = RequestId.Create((long)(random.Next() >> 12), RequestKind.Place),
                Label = new OrderLabel(1 + random.Below(0xFFFFFF), id, side, random.Below(0x80), random.Below(0xFFFFFF)),
                OrderId = Id("ETH-109559973994"),
                Price = new Price(1 + random.Below(3_000_000)),
                Amount = new Size(1 + random.Below(10_000_000)),
            };
            using JsonDocument request = JsonDocument.Parse(Encode(intent));
            JsonElement root = request.RootElement, parameters = root.GetProperty("params");
            Assert.Equal(intent.RequestId, root.GetProperty("id").GetInt64());
            Assert.Equal(intent.Price.Ticks * (instrument.TickE9 / 1e9m), parameters.GetProperty("price").GetDecimal());
            Assert.Equal(intent.Amount.Lots * (instrument.LotE9 / 1e9m), parameters.GetProperty("amount").GetDecimal());
            if (intent.Kind == IntentKind.Edit)
                Assert.Equal("ETH-109559973994", parameters.GetProperty("order_id").GetString());
            else
                Assert.Equal(intent.Label, Label(parameters.GetProperty("label").GetString()!));
        }
    }

    [Fact]
    public void The_longest_request_fits_the_room_it_is_promised()
    {
        InstrumentTable table = new(new string('X', 64));
        Instrument longest = new(0, new string('X', 64), ContractKind.Linear, 1, 1, 1, 0, 0);
        OrderIntent intent = new()
        {
            Kind = IntentKind.Place, Side = Side.Sell, RequestId = long.MaxValue, Label = new OrderLabel(ulong.MaxValue), Price = new Price(long.MaxValue),
            Amount = new Size(long.MaxValue), Flags = OrderFlags.PostOnly | OrderFlags.RejectPostOnly | OrderFlags.ReduceOnly,
        };
        Assert.InRange(DeribitEncoder.Encode(intent, longest, _room), 1, DeribitEncoder.MaxRequest);
        Assert.Equal(1, table.Count);
    }

    [Fact]
    public void Requests_are_written_without_allocation()
    {
        OrderIntent[] intents =
        [
            Place(Side.Buy), Place(Side.Sell),
            new OrderIntent { Kind = IntentKind.Edit, RequestId = 17, OrderId = Id("1"), Price = new Price(9), Amount = new Size(9) },
            new OrderIntent { Kind = IntentKind.Cancel, RequestId = 17, OrderId = Id("1") },
            new OrderIntent { Kind = IntentKind.CancelAll, RequestId = 17 },
        ];
        Instrument instrument = Instruments[0]!;
        AllocationGate.HoldsAtZero(() =>
        {
            foreach (ref readonly OrderIntent intent in intents.AsSpan())
                _length += DeribitEncoder.Encode(intent, instrument, _room);
        });
        Assert.NotEqual(0, _length);
    }

    private static OrderIntent Place(Side side) => new()
    {
        Kind = IntentKind.Place,
        Side = side,
        RequestId = RequestId.Create(7, RequestKind.Place),
        Label = new OrderLabel(42, 0, side, 0, 7),
        Price = new Price(166_425),
        Amount = new Size(100),
        Flags = OrderFlags.PostOnly | OrderFlags.RejectPostOnly | OrderFlags.Limit,
    };

    private string Encode(in OrderIntent intent) =>
        Encoding.UTF8.GetString(_room, 0, DeribitEncoder.Encode(intent, Instruments[intent.Instrument]!, _room));

    private static VenueId Id(string text)
    {
        Assert.True(VenueId.TryCreate(Encoding.ASCII.GetBytes(text), out VenueId id));
        return id;
    }

    private static OrderLabel Label(string text)
    {
        Assert.True(OrderLabel.TryParse(Encoding.ASCII.GetBytes(text), out OrderLabel label));
        return label;
    }
}

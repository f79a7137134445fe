using System.Text;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Deribit.Decoding;

/// <summary>The same values in random spellings: key order, white space, escapes, unknown keys with nested values, number forms.</summary>
public class SpelledFrameTests
{
    private const int Rounds = 1_500;

    private static readonly int[] Units = [500_000_000, 50_000_000, 100_000_000];
    private static readonly long[] Lots = [10_000_000_000, 1_000_000_000, 100_000];

    private readonly DecoderBench _bench = new();

    [Fact]
    public void A_book_reads_alike_in_every_spelling()
    {
        Prng random = Seeds.Start();
        for (int round = 0; round < Rounds; round++)
        {
            int id = random.Below(3);
            (long Price, long Lots)[] bids = Levels(ref random);
            (long Price, long Lots)[] asks = Levels(ref random);
            bool snapshot = random.Chance(0.5);
            long change = (long)(random.Next() >> 20), previous = (long)(random.Next() >> 20);
            string frame = Notification(Name("book", id), Json.Of(
                ("timestamp", Json.Integer(1_789_344_931_302)), ("type", Json.Text(snapshot ? "snapshot" : "change")), ("change_id", Json.Integer(change)),
                ("prev_change_id", Json.Integer(previous)), ("instrument_name", Json.Text("any")), ("bids", Sides(bids, id)), ("asks", Sides(asks, id)))).Spell(ref random);
            Read(frame, FrameKind.Notification);
            List<(bool, long, long)> read = [];
            foreach (EngineEvent e in _bench.Events)
            {
                Assert.Equal((change, previous, snapshot), (e.Book.ChangeId, e.Book.PreviousChangeId, (e.Flags & EventFlags.Snapshot) != 0));
                for (int i = 0; i < e.Count; i++)
                    read.Add((i < e.Tag, e.Book.Levels[i].Price.Ticks, e.Book.Levels[i].Size.Lots));
            }

            Assert.Equal([.. bids.Select(l => (true, l.Price, l.Lots)), .. asks.Select(l => (false, l.Price, l.Lots))], read);
        }
    }

    [Fact]
    public void A_ticker_reads_alike_in_every_spelling()
    {
        Prng random = Seeds.Start();
        for (int round = 0; round < Rounds; round++)
        {
            int id = random.Below(3);
            long mark = Money(ref random), index = Money(ref random), funding = Money(ref random) - (Money(ref random) / 2), settlement = Money(ref random);
            long bid = 1 + random.Below(1_000_000), size = random.Below(1_000_000);
            string frame = Notification(Name("ticker", id), Json.Of(
                ("timestamp", Json.Integer(1_789_344_931_302)), ("mark_price", Json.Decimal(mark)), ("index_price", Json.Decimal(index)),
                ("current_funding", Json.Decimal(funding)), ("settlement_price", Json.Decimal(settlement)), ("best_bid_price", Json.Decimal(bid * Units[id])),
                ("best_bid_amount", Json.Decimal(size * Lots[id])), ("best_ask_price", Json.Raw("null")), ("best_ask_amount", Json.Raw("0.0")),
                ("stats", Json.Of(("high", Json.Raw("null")), ("mark_price", Json.Text("inner")))))).Spell(ref random);
            Read(frame, FrameKind.Notification);
            TickerUpdate read = _bench.Events[0].Ticker;
            Assert.Equal((mark, index, funding, settlement), (read.MarkE9, read.IndexE9, read.FundingE9, read.SettlementE9));
            Assert.Equal((bid, size, 0, 0), (read.Touch.Bid.Ticks, read.Touch.BidSize.Lots, read.Touch.Ask.Ticks, read.Touch.AskSize.Lots));
        }
    }

    [Fact]
    public void An_order_and_its_fill_read_alike_in_every_spelling()
    {
        Prng random = Seeds.Start();
        for (int round = 0; round < Rounds; round++)
        {
            int id = random.Below(3);
            var label = new OrderLabel(1 + random.Below(1 << 20), id, (Side)random.Below(2), 0, random.Below(1 << 20));
            long price = 1 + random.Below(1_000_000), amount = 1 + random.Below(1000), filled = random.Below((int)amount + 1);
            long fee = Money(ref random) - Money(ref random), sequence = 1 + (long)(random.Next() >> 20);
            (string, Json) Common(string name, long value) => (name, Json.Integer(value));
            Json order = Json.Of(
                ("label", Json.Plain(label.ToString())), ("order_id", Json.Plain("USDC-104819327443")), ("price", Json.Decimal(price * Units[id])),
                ("amount", Json.Decimal(amount * Lots[id])), ("filled_amount", Json.Decimal(filled * Lots[id])), ("direction", Json.Text(label.Side.Word())),
                ("order_state", Json.Text("open")), ("instrument_name", Json.Text(Name(id))), ("order_type", Json.Text("limit")), ("post_only", Json.Raw("true")),
                Common("creation_timestamp", 5), Common("last_update_timestamp", 6));
            Json trade = Json.Of(
                ("label", Json.Plain(label.ToString())), ("trade_id", Json.Plain("ETH-2")), ("order_id", Json.Plain("ETH-1")), ("price", Json.Decimal(price * Units[id])),
                ("amount", Json.Decimal(amount * Lots[id])), ("direction", Json.Text(label.Side.Word())), ("instrument_name", Json.Text(Name(id))),
                ("fee", Json.Decimal(fee)), ("liquidity", Json.Text("M")), Common("trade_seq", sequence), Common("timestamp", 9), ("matching_id", Json.Raw("null")));
            string frame = Json.Of(
                ("jsonrpc", Json.Text("2.0")), Common("id", RequestId.Create(9, RequestKind.Place)), Common("usDiff", 77),
                ("result", Json.Of(("order", order), ("trades", Json.List(trade))))).Spell(ref random);
            Read(frame, FrameKind.Reply);
            EngineEvent reply = _bench.Events[0], fill = _bench.Events[1];
            Assert.Equal((label, label.Side, (ushort)id), (reply.Reply.Order.Label, reply.Side, reply.Instrument));
            Assert.Equal((price, amount, filled), (reply.Reply.Order.Price.Ticks, reply.Reply.Order.Amount.Lots, reply.Reply.Order.Filled.Lots));
            Assert.Equal((label, price * Units[id], amount, fee, sequence), (fill.Fill.Label, fill.Fill.PriceE9, fill.Fill.Size.Lots, fill.Fill.FeeE9, fill.Fill.TradeSequence));
            Assert.Equal((77, 6_000_000), (reply.Reply.VenueUs, reply.ExchangeNs));
        }
    }

    private static Json Notification(string channel, Json data) => Json.Of(
        ("jsonrpc", Json.Text("2.0")), ("method", Json.Text("subscription")), ("params", Json.Of(("channel", Json.Text(channel)), ("data", data), ("label", Json.Text("x")))));

    private void Read(string frame, FrameKind kind)
    {
        DecodeResult result = _bench.Decode(Encoding.UTF8.GetBytes(frame));
        Assert.True(result.Kind == kind, $"{result.Kind} {result.Fault}: {frame}");
    }

    private static string Name(int id) => Encoding.ASCII.GetString(DecoderBench.Perpetuals().Name(id));

    private static string Name(string channel, int id) => $"{channel}.{Name(id)}.raw";

    private static (long Price, long Lots)[] Levels(ref Prng random)
    {
        var levels = new (long, long)[random.Below(12)];
        for (int i = 0; i < levels.Length; i++)
            levels[i] = (1 + random.Below(1_000_000), random.Chance(0.2) ? 0 : 1 + random.Below(100_000));
        return levels;
    }

    private static Json Sides((long Price, long Lots)[] levels, int id) => Json.List(levels.Select(l => Json.List(
        Json.Text(l.Lots == 0 ? "delete" : "new"), Json.Decimal(l.Price * Units[id]), Json.Decimal(l.Lots * Lots[id]))));

    private static long Money(ref Prng random) => (long)(random.Next() >> (10 + random.Below(50)));
}

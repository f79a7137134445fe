using System.Globalization;
using System.Text;
using System.Text.Json;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Deribit.Decoding;

/// <summary>Every frame recorded from the venue, against a plain reading of the same text.</summary>
public class RecordedFrameTests
{
    private readonly DecoderBench _bench = new();

    [Fact]
    public void Recorded_private_frames_give_the_events_they_tell_of()
    {
        List<string> seen = [];
        foreach (string line in RecordedData.Lines("deribit/private_frames_2025-12.jsonl"))
        {
            DecodeResult result = _bench.Decode(line);
            using JsonDocument frame = JsonDocument.Parse(line);
            bool reply = !frame.RootElement.TryGetProperty("params", out JsonElement parameters);
            string channel = reply ? "reply" : parameters.GetProperty("channel").GetString()!;
            seen.Add(channel + ":" + string.Join(',', _bench.Events.ToArray().Select(e => e.Kind)));
            FrameKind kind = reply ? FrameKind.Reply
                : channel == "platform_state" ? FrameKind.Platform
                : channel == "quote.ETH_USDC-PERPETUAL" ? FrameKind.Unknown : FrameKind.Notification;
            Assert.Equal(kind, result.Kind);
        }

        Assert.Equal(
            [
                "reply:", "reply:", "reply:", "reply:", "platform_state:", "quote.ETH_USDC-PERPETUAL:", "user.changes.any.any.raw:Order,Position",
                "user.changes.any.any.raw:Order,Position", "user.changes.any.any.raw:Order,Fill,Position", "user.orders.any.any.raw:Order",
                "user.trades.any.any.raw:Fill", "user.portfolio.btc:Portfolio", "reply:", "reply:", "reply:", "reply:", "reply:",
            ],
            seen);
    }

    [Fact]
    public void A_recorded_fill_is_read_to_the_last_digit()
    {
        string line = RecordedData.Lines("deribit/private_frames_2025-12.jsonl").First(l => l.Contains("user.changes", StringComparison.Ordinal) && l.Contains("\"trades\":[{", StringComparison.Ordinal));
        _bench.Decode(line);
        EngineEvent order = _bench.Events[0], fill = _bench.Events[1], position = _bench.Events[2];
        Assert.Equal((VenueOrderState.Filled, 1, 1, 92_037_000_000_000), (order.Order.State, order.Order.Amount.Lots, order.Order.Filled.Lots, order.Order.AverageE9));
        Assert.False(order.Order.Label.IsOurs);
        Assert.Equal((92_037_000_000_000, 1, 50, 123_024_306), (fill.Fill.PriceE9, fill.Fill.Size.Lots, fill.Fill.FeeE9, fill.Fill.TradeSequence));
        Assert.Equal(((byte)Liquidity.Taker, Side.Buy), (fill.Tag, fill.Side));
        Assert.Equal((0, -397), (position.Position.Lots, position.Position.RealizedE9));
    }

    [Fact]
    public void Recorded_public_frames_are_what_they_are()
    {
        List<FrameKind> kinds = [];
        foreach (string line in RecordedData.Lines("deribit/public_frames_2026-09-23.jsonl"))
        {
            using JsonDocument wrapped = JsonDocument.Parse(line);
            if (!wrapped.RootElement.TryGetProperty("_dir", out JsonElement direction) || direction.GetString() != "in" || !wrapped.RootElement.TryGetProperty("frame", out JsonElement frame))
                continue;
            kinds.Add(_bench.Decode(frame.GetRawText()).Kind);
            if (kinds[^1] == FrameKind.Notification)
                AgreesWithText(frame.GetProperty("params"));
        }

        Assert.Equal(
            [
                FrameKind.Reply, FrameKind.Unknown, FrameKind.Notification, FrameKind.Unknown, FrameKind.Unknown, FrameKind.Notification, FrameKind.TestRequest,
                FrameKind.Reply, FrameKind.Reply, FrameKind.Reply, FrameKind.Notification, FrameKind.Unknown,
            ],
            kinds);
    }

    [Theory]
    [InlineData("deribit/book_snapshot_btc_2026-09-28.json")]
    [InlineData("deribit/book_testnet_2026-09-13_snapshot.json")]
    [InlineData("deribit/book_testnet_2026-09-13_change_1.json")]
    [InlineData("deribit/book_testnet_2026-09-13_change_2.json")]
    public void A_recorded_book_message_gives_each_of_its_levels(string file)
    {
        string text = Encoding.UTF8.GetString(RecordedData.Bytes(file));
        Assert.Equal(FrameKind.Notification, _bench.Decode(text).Kind);
        using JsonDocument frame = JsonDocument.Parse(text);
        AgreesWithText(frame.RootElement.GetProperty("params"));
    }

    [Fact]
    public void Recorded_tickers_read_as_their_text_says()
    {
        string[] lines = RecordedData.Lines("deribit/ticker_stream_2026-09-30.jsonl");
        foreach (string line in lines)
        {
            _bench.One(line);
            using JsonDocument frame = JsonDocument.Parse(line);
            AgreesWithText(frame.RootElement.GetProperty("params"));
        }

        Assert.Equal(31, lines.Length);
    }

    [Fact]
    public void A_recorded_order_life_reads_as_the_test_network_told_it()
    {
        Dictionary<string, string> bodies = [];
        foreach (string line in RecordedData.Lines("deribit/order_lifecycle_testnet_2026-08-14.jsonl"))
        {
            using JsonDocument capture = JsonDocument.Parse(line);
            bodies[capture.RootElement.GetProperty("capture_id").GetString()!] = capture.RootElement.GetProperty("raw_body").GetString()!;
        }

        EngineEvent specification = Answer(bodies["setup_instrument"], RequestKind.Instrument);
        Assert.Equal((500_000_000, 10_000_000_000, 500_100), (specification.Specification.TickE9, specification.Specification.LotE9, specification.Specification.TakerFeeE9));
        EngineEvent placed = Answer(bodies["place_order"], RequestKind.Place);
        Assert.Equal((63_133, 1, VenueOrderState.Open), (placed.Reply.Order.Price.Ticks, placed.Reply.Order.Amount.Lots, placed.Reply.Order.State));
        EngineEvent cancelled = Answer(bodies["cancel_order"], RequestKind.Cancel);
        Assert.Equal((placed.Reply.Order.OrderId, VenueOrderState.Cancelled, CancelReason.UserRequest), (cancelled.Reply.Order.OrderId, cancelled.Reply.Order.State, cancelled.Reply.Order.CancelReason));
        Assert.Equal(DeribitErrors.NotOpenOrder, Answer(bodies["cancel_again"], RequestKind.Cancel).Reply.ErrorCode);
        Assert.Equal(DeribitErrors.InvalidParams, Answer(bodies["reject_wrong_tick"], RequestKind.Place).Reply.ErrorCode);
    }

    [Fact]
    public void Every_recorded_perpetual_makes_an_instrument()
    {
        using JsonDocument rows = JsonDocument.Parse(RecordedData.Bytes("deribit/perpetuals_2026-07-15.json"));
        string[] names = [.. rows.RootElement.EnumerateArray().Select(row => row.GetProperty("instrument_name").GetString()!)];
        Assert.Equal(21, names.Length);
        InstrumentTable table = new(names);
        DeribitDecoder decoder = new(table);
        EventList sink = new(4096);
        foreach (JsonElement row in rows.RootElement.EnumerateArray())
        {
            DecodeResult result = decoder.Decode(Encoding.UTF8.GetBytes(Frames.Reply(RequestId.Create(1, RequestKind.Instrument), row.GetRawText())), 1, ref sink);
            Assert.Equal(FrameKind.Reply, result.Kind);
            Assert.True(table.TryFind(Encoding.UTF8.GetBytes(row.GetProperty("instrument_name").GetString()!), out int id));
            Instrument instrument = table[id]!;
            Assert.Equal(row.GetProperty("tick_size").GetDecimal(), instrument.TickE9 / 1e9m);
            Assert.Equal(row.GetProperty("contract_size").GetDecimal(), instrument.LotE9 / 1e9m);
            Assert.Equal(row.GetProperty("instrument_type").GetString() == "linear" ? ContractKind.Linear : ContractKind.Inverse, instrument.Kind);
        }

        Assert.Equal(21, sink.Committed.Length);
    }

    [Fact]
    public void A_recording_of_2021_with_its_old_key_order_reads_too()
    {
        string[] names = ["BTC-25MAR22-50000-C", "BTC-30APR21-54000-C", "BTC-18APR21-59000-C", "BTC-25JUN21-28000-C", "BTC-19APR21-68000-C", "BTC-18APR21-62000-C", "ETH-30APR21-2560-P", "ETH-23APR21-2100-P", "ETH-24SEP21-15000-C", "ETH-7MAY21-2100-C"];
        InstrumentTable table = new(names);
        for (int i = 0; i < names.Length; i++)
            table[i] = new Instrument(i, names[i], ContractKind.Inverse, 500_000, 100_000_000, 100_000_000, 0, 0);
        DeribitDecoder decoder = new(table);
        EventList sink = new(65_536);
        int notifications = 0;
        foreach (string line in RecordedData.Lines("deribit/options_2021-04-17.cryptofeed.txt"))
        {
            int at = line.IndexOf(": {", StringComparison.Ordinal);
            if (at < 0 || line.Contains("<-", StringComparison.Ordinal))
                continue;
            DecodeResult result = decoder.Decode(Encoding.UTF8.GetBytes(line[(at + 2)..]), 1, ref sink);
            Assert.True(result.Kind is FrameKind.Notification or FrameKind.Reply, $"{result.Kind} {result.Fault}: {line}");
            notifications += result.Kind == FrameKind.Notification ? 1 : 0;
        }

        Assert.True(notifications > 100, $"{notifications} notifications");
        Assert.Equal([EventKind.Book, EventKind.Ticker], sink.Committed.ToArray().Select(e => e.Kind).Distinct().Where(k => k != EventKind.Trade).Order());
    }

    private EngineEvent Answer(string body, RequestKind kind) =>
        _bench.One($$"""{"id":{{RequestId.Create(3, kind)}},{{body[1..]}}""");

    private void AgreesWithText(JsonElement parameters)
    {
        JsonElement data = parameters.GetProperty("data");
        EngineEvent first = _bench.Events[0];
        Instrument instrument = _bench.Instruments[first.Instrument]!;
        Assert.Equal(data.GetProperty("timestamp").GetInt64() * 1_000_000, first.ExchangeNs);
        if (first.Kind == EventKind.Book)
            Assert.Equal(Plain(data), Read(instrument));
        else
            Assert.Equal(
                (data.GetProperty("mark_price").GetDecimal(), data.GetProperty("best_bid_price").GetDecimal(), data.GetProperty("current_funding").GetDecimal()),
                (first.Ticker.MarkE9 / 1e9m, instrument.E9(first.Ticker.Touch.Bid) / 1e9m, first.Ticker.FundingE9 / 1e9m));
    }

    private static List<string> Plain(JsonElement data)
    {
        List<string> levels = [];
        foreach (string side in (string[])["bids", "asks"])
        {
            foreach (JsonElement level in data.GetProperty(side).EnumerateArray())
            {
                JsonElement[] parts = [.. level.EnumerateArray()];
                levels.Add(string.Create(CultureInfo.InvariantCulture, $"{side} {parts[^2].GetDecimal():0.####} {parts[^1].GetDecimal():0.####}"));
            }
        }

        return levels;
    }

    private List<string> Read(Instrument instrument)
    {
        List<string> bids = [], asks = [];
        foreach (EngineEvent e in _bench.Events)
        {
            for (int i = 0; i < e.Count; i++)
            {
                BookLevel level = e.Book.Levels[i];
                (i < e.Tag ? bids : asks).Add(string.Create(
                    CultureInfo.InvariantCulture, $"{(i < e.Tag ? "bids" : "asks")} {instrument.E9(level.Price) / 1e9m:0.####} {instrument.E9(level.Size) / 1e9m:0.####}"));
            }
        }

        return [.. bids, .. asks];
    }
}

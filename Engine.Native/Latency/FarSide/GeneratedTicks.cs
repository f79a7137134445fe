using System.Text;
using Engine.Core.Primitives;
using Engine.Core.Venue.Catalogue;

namespace Engine.Native.Latency.FarSide;

/// <summary>
/// Book changes of a made-up market: a ladder of levels, two ticks apart, whose touch walks up and down by one to three levels a
/// tick, so that each tick moves both quotes. The same seed gives the same frames, but for their times.
/// </summary>
internal sealed class GeneratedTicks : ITickSource
{
    private const int Levels = 20;
    private const int TicksBetweenLevels = 2;
    private const int MostSteps = 3;
    private const int Band = 120;

    private readonly byte[] _head;
    private readonly byte[] _middle;
    private readonly long _baseE9;
    private Prng _random;
    private long _changeId = 176_209_440_222;

    // The touch as levels above the base: the bid stands here, the ask one level higher.
    private int _bid;

    /// <summary>A market around a price.</summary>
    public GeneratedTicks(Terms terms, long baseE9, ulong seed)
    {
        Terms = terms;
        _baseE9 = baseE9;
        _random = new Prng(seed);
        _head = Encoding.ASCII.GetBytes(
            $"{{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{{\"channel\":\"book.{terms.Name}.{Interval}\",\"data\":{{\"timestamp\":");
        _middle = Encoding.ASCII.GetBytes($",\"instrument_name\":\"{terms.Name}\",\"bids\":[");
    }

    /// <inheritdoc/>
    public Terms Terms { get; }

    /// <inheritdoc/>
    public long BidE9 => PriceE9(_bid);

    /// <inheritdoc/>
    public long AskE9 => PriceE9(_bid + 1);

    /// <inheritdoc/>
    public long MarkE9 => _baseE9;

    /// <inheritdoc/>
    public string Interval => "raw";

    /// <inheritdoc/>
    public int WriteSnapshot(Span<byte> destination, long nowNs)
    {
        FarText text = new(destination);
        Begin(ref text, ",\"type\":\"snapshot\",\"change_id\":"u8, nowNs);
        for (int i = 0; i < Levels; i++)
            Level(ref text, "[\"new\","u8, _bid - i, i == 0);
        text.Raw("],\"asks\":["u8);
        for (int i = 0; i < Levels; i++)
            Level(ref text, "[\"new\","u8, _bid + 1 + i, i == 0);
        text.Raw("]}}}"u8);
        return text.Length;
    }

    /// <inheritdoc/>
    public int WriteNext(Span<byte> destination, long nowNs)
    {
        int steps = 1 + _random.Below(MostSteps);
        bool isUp = _bid < -Band || (_bid <= Band && _random.Chance(0.5));
        long previous = _changeId;
        _changeId += 1 + _random.Below(900);
        FarText text = new(destination);
        Begin(ref text, ",\"type\":\"change\",\"change_id\":"u8, nowNs);
        _bid += isUp ? steps : -steps;
        WriteSide(ref text, grows: isUp, steps, _bid, away: -1);
        text.Raw("],\"asks\":["u8);
        WriteSide(ref text, grows: !isUp, steps, _bid + 1, away: 1);
        text.Raw("],\"prev_change_id\":"u8);
        text.Number(previous);
        text.Raw("}}}"u8);
        return text.Length;
    }

    /// <summary>
    /// One side's entries from its best price outwards: a side that the touch moved into gains levels there and loses as many at
    /// its far end, the other the other way round.
    /// </summary>
    private void WriteSide(ref FarText text, bool grows, int steps, int best, int away)
    {
        for (int i = 0; i < steps; i++)
            Level(ref text, grows ? "[\"new\","u8 : "[\"delete\","u8, grows ? best + (away * i) : best - (away * (steps - i)), i == 0);
        for (int i = 0; i < steps; i++)
            Level(ref text, grows ? "[\"delete\","u8 : "[\"new\","u8, grows ? best + (away * (Levels + i)) : best + (away * (Levels - steps + i)), false);
    }

    private void Begin(ref FarText text, ReadOnlySpan<byte> kind, long nowNs)
    {
        text.Raw(_head);
        text.Number(nowNs / 1_000_000);
        text.Raw(kind);
        text.Number(_changeId);
        text.Raw(_middle);
    }

    private void Level(ref FarText text, ReadOnlySpan<byte> action, int level, bool isFirst)
    {
        text.Raw(isFirst ? ""u8 : ","u8);
        text.Raw(action);
        text.Float(PriceE9(level));
        text.Raw(","u8);
        text.Float(action[2] == 'd' ? 0 : (1 + _random.Below(9_999)) * Terms.ContractSizeE9);
        text.Raw("]"u8);
    }

    private long PriceE9(int level) => _baseE9 + (level * TicksBetweenLevels * Terms.TickE9);
}

using Engine.Core.Venue.Market.Replay;

namespace Engine.Native.VenueServer.Replay;

/// <summary>Turns the lines of one recorded form into records.</summary>
internal interface ILineParser
{
    /// <summary>Whether amounts are in USD; else in the base coin. Known after the first line with a market in it.</summary>
    bool IsInverse { get; }

    /// <summary>Adds what a line says; throws <see cref="FormatException"/> saying what is wrong with it.</summary>
    void Parse(ReadOnlySpan<byte> line, List<MarketRecord> records);
}

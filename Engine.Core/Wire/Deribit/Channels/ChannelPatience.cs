using Engine.Core.Wire.Deribit.Decoding;

namespace Engine.Core.Wire.Deribit.Channels;

/// <summary>
/// How long which channel may bring nothing, ns; 0 for ever. A silent one is subscribed anew, and where that brings nothing either, the
/// connection is replaced. A subscription answers with a first message on books, tickers and portfolios, so that a channel that is merely
/// quiet is not taken for a dead one twice.
/// </summary>
public sealed record ChannelPatience
{
    /// <summary>A ticker follows the index, which moves each second.</summary>
    public long TickerNs { get; init; } = 10_000_000_000;

    /// <summary>A book of a quiet instrument has been seen silent for 54 s; a snapshot in between costs little.</summary>
    public long BookNs { get; init; } = 30_000_000_000;

    /// <summary>The account's figures; they are asked for as well, so their silence alone harms nothing.</summary>
    public long PortfolioNs { get; init; }

    /// <summary>An order of ours was answered, and its notification has to come.</summary>
    public long ChangesNs { get; init; } = 5_000_000_000;

    /// <summary>What a new subscription has to bring its first message in.</summary>
    public long SubscriptionNs { get; init; } = 5_000_000_000;

    /// <summary>Waits for ever.</summary>
    public static ChannelPatience Endless { get; } = new() { TickerNs = 0, BookNs = 0, ChangesNs = 0 };

    /// <summary>Patience with a kind of channel while it brings nothing by itself.</summary>
    internal long Of(ChannelKind kind) => kind switch
    {
        ChannelKind.Ticker => TickerNs,
        ChannelKind.Book => BookNs,
        ChannelKind.UserPortfolio => PortfolioNs,
        _ => 0,
    };
}

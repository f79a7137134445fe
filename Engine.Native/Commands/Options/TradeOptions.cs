using Engine.Native.Config;

namespace Engine.Native.Commands.Options;

/// <summary>What <c>engine trade</c> is asked to do. When this exists, the right to trade real money has been asked for and given where it is needed.</summary>
public sealed record TradeOptions : SessionOptions
{
    /// <summary>The venue's address.</summary>
    public required Uri Address { get; init; }

    /// <summary>The account's credentials.</summary>
    public required ApiKeys Keys { get; init; }
}

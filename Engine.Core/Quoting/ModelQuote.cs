namespace Engine.Core.Quoting;

/// <summary>What a model wants before it meets the tick grid: prices in price units, sizes in USD.</summary>
/// <param name="Bid">Bid price.</param>
/// <param name="Ask">Ask price.</param>
/// <param name="BidUsd">Bid size; 0 does not quote.</param>
/// <param name="AskUsd">Ask size; 0 does not quote.</param>
public readonly record struct ModelQuote(double Bid, double Ask, double BidUsd, double AskUsd);

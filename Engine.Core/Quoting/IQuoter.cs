namespace Engine.Core.Quoting;

/// <summary>A quoting model. Implement it as a struct; it may keep state, so a field that holds one is never readonly.</summary>
public interface IQuoter
{
    /// <summary>The quotes the model wants in this market; pure but for the model's own state.</summary>
    ModelQuote Decide(in MarketView view);

    /// <summary>Shift of both quotes because of inventory, price units; for display.</summary>
    double Skew(in MarketView view);
}

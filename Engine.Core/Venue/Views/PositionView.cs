using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Clearing;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Views;

/// <summary>A position as the venue writes it: in notifications, and with two more members in answers to queries.</summary>
internal static class PositionView
{
    private const int Places = 9;

    /// <summary>As it stands in <c>user.changes</c>.</summary>
    public static void Pushed(JsonText to, Account account, Listing listing)
    {
        Position position = Ledger.Current(account, listing);
        decimal mark = listing.Mark.Mark;
        to.BeginObject();
        to.Float("size"u8, Size(position, mark));
        to.Ascii("kind"u8, "future"u8);
        to.Money("maintenance_margin"u8, Margin.Maintenance(position.Contract, position.Lots, mark), Places);
        to.Money("initial_margin"u8, Margin.Initial(position.Contract, position.Lots, mark), Places);
        Direction(to, position, listing);
        to.FloatE9("settlement_price"u8, listing.Mark.SettlementE9);
        Figures(to, position, listing);
        to.EndObject();
    }

    /// <summary>As <c>private/get_position</c> answers.</summary>
    public static void Queried(JsonText to, Ledger ledger, Account account, Listing listing)
    {
        Position position = Ledger.Current(account, listing);
        decimal mark = listing.Mark.Mark;
        decimal margin = Margin.Initial(position.Contract, position.Lots, mark);
        to.BeginObject();
        to.Float("size"u8, Size(position, mark));
        to.Ascii("kind"u8, "future"u8);
        to.FloatE9("settlement_price"u8, listing.Mark.SettlementE9);
        to.Money("maintenance_margin"u8, Margin.Maintenance(position.Contract, position.Lots, mark), Places);
        to.Money("initial_margin"u8, margin, Places);
        to.Money("open_orders_margin"u8, Margin.WithOrders(position, mark, 0, 0) - margin, Places);
        Direction(to, position, listing);
        Figures(to, position, listing);
        Standing standing = ledger.Standing(Ledger.WalletOf(account, listing));
        if (LiquidationPrice.Of(position, (double)mark, standing) is double price)
            to.Float("estimated_liquidation_price"u8, Math.Round(price, listing.Contract.Terms.PricePlaces));
        else
            to.Null("estimated_liquidation_price"u8);
        to.EndObject();
    }

    private static void Direction(JsonText to, Position position, Listing listing)
    {
        to.Ascii("direction"u8, position.Lots > 0 ? "buy"u8 : position.Lots < 0 ? "sell"u8 : "zero"u8);
        to.FloatE9("index_price"u8, listing.Mark.IndexE9);
        to.Ascii("instrument_name"u8, listing.Name);
    }

    private static void Figures(JsonText to, Position position, Listing listing)
    {
        decimal mark = listing.Mark.Mark;
        double coins = Coins(position, mark);
        to.FloatE9("mark_price"u8, listing.Mark.MarkE9);
        to.Float("interest_value"u8, listing.Mark.InterestValue);
        to.Float("delta"u8, coins);
        to.Money("average_price"u8, position.AveragePrice, listing.Contract.Terms.PricePlaces);
        to.Money("floating_profit_loss"u8, position.FloatingProfit(mark), Places);
        to.Money("realized_profit_loss"u8, position.Realised + position.Funding, Places);
        to.Money("total_profit_loss"u8, position.TotalProfit(mark), Places);
        to.Money("realized_funding"u8, position.Funding, Places);
        to.Int("leverage"u8, listing.Contract.Terms.MaxLeverage);
        to.Float("size_currency"u8, coins);
    }

    /// <summary>USD amount for inverse, notional in USDC for linear; negative when short.</summary>
    private static double Size(Position position, decimal mark) => position.Contract.IsInverse
        ? (double)position.Contract.Amount(position.Lots)
        : (double)Math.Round(position.ValueAt(mark), Places);

    private static double Coins(Position position, decimal mark) => position.Contract.IsInverse
        ? (double)Math.Round(position.ValueAt(mark), Places)
        : (double)position.Contract.Amount(position.Lots);
}

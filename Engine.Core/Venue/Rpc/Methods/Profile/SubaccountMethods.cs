using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;
using Engine.Core.Venue.Rpc.Methods.Orders;
using Engine.Core.Venue.Text;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Rpc.Methods.Profile;

/// <summary>Subaccounts: a key's account is a main account without any, so the lists hold the account itself.</summary>
internal static class SubaccountMethods
{
    private const int Places = 8;

    public static IEnumerable<Method> All =>
    [
        new("private/get_subaccounts", GetSubaccounts),
        new("private/get_subaccounts_details", GetDetails),
    ];

    private static void GetSubaccounts(Call call)
    {
        bool withPortfolio = call.Flag("with_portfolio"u8) ?? false;
        if (call.Failed)
            return;
        string name = "user" + call.Account.UserId;
        JsonText to = call.Result;
        to.BeginArray();
        to.BeginObject();
        to.Text("username"u8, name);
        to.Ascii("type"u8, "main"u8);
        to.Text("system_name"u8, name);
        to.Bool("security_keys_enabled"u8, false);
        to.BeginArray("security_keys_assignments"u8);
        to.EndArray();
        to.Bool("receive_notifications"u8, false);
        if (withPortfolio)
            Portfolio(call);
        to.Ascii("margin_model"u8, "segregated_sm"u8);
        to.Bool("login_enabled"u8, true);
        to.Bool("is_password"u8, true);
        to.Int("id"u8, call.Account.UserId);
        to.Text("email"u8, name + "@example.invalid");
        to.EndObject();
        to.EndArray();
    }

    private static void Portfolio(Call call)
    {
        JsonText to = call.Result;
        to.Null("not_confirmed_email"u8);
        to.BeginObject("portfolio"u8);
        foreach (Wallet wallet in call.Account.Wallets)
        {
            Standing standing = call.Exchange.Ledger.Standing(wallet);
            to.Name(System.Text.Encoding.ASCII.GetBytes(wallet.Currency.ToLowerInvariant()));
            to.BeginObject();
            to.Money("spot_reserve"u8, 0, Places);
            to.Money("margin_balance"u8, standing.Equity, Places);
            to.Money("maintenance_margin"u8, standing.MaintenanceMargin, Places);
            to.Money("initial_margin"u8, standing.InitialMargin, Places);
            to.Money("equity"u8, standing.Equity, Places);
            to.Text("currency"u8, wallet.Currency);
            to.Money("balance"u8, wallet.Balance, Places);
            to.Money("available_withdrawal_funds"u8, Math.Max(0, Math.Min(wallet.Balance, standing.Equity) - standing.InitialMargin), Places);
            to.Money("available_funds"u8, standing.Available, Places);
            to.Money("additional_reserve"u8, 0, Places);
            to.EndObject();
        }

        to.EndObject();
    }

    private static void GetDetails(Call call)
    {
        string? currency = call.Currency(required: true);
        bool withOrders = call.Flag("with_open_orders"u8) ?? false;
        if (call.Failed)
            return;
        JsonText to = call.Result;
        to.BeginArray();
        to.BeginObject();
        to.Int("uid"u8, call.Account.UserId);
        to.BeginArray("positions"u8);
        foreach (Listing listing in call.Exchange.Listings)
        {
            if (OrderSelection.Settles(listing, currency) && call.Account.Positions[listing.Id].WasTraded)
                PositionView.Queried(to, call.Exchange.Ledger, call.Account, listing);
        }

        to.EndArray();
        if (withOrders)
            Orders(call, currency);
        to.EndObject();
        to.EndArray();
    }

    private static void Orders(Call call, string? currency)
    {
        call.Result.BeginArray("open_orders"u8);
        foreach (Order order in call.Account.OpenOrders.OrderBy(order => order.CreatedMs).ThenBy(order => order.Id))
        {
            Listing listing = call.Exchange.Listings[order.Listing];
            if (OrderSelection.Settles(listing, currency))
                OrderView.Write(call.Result, order, listing, call.Account);
        }

        call.Result.EndArray();
    }
}

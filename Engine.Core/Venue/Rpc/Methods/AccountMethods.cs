using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Rpc.Methods;

/// <summary>Positions and money.</summary>
internal static class AccountMethods
{
    public static IEnumerable<Method> All =>
    [
        new("private/get_position", GetPosition),
        new("private/get_positions", GetPositions),
        new("private/get_account_summary", GetSummary),
        new("private/get_account_summaries", GetSummaries),
    ];

    private static void GetPosition(Call call)
    {
        Listing listing = call.Listing();
        if (!call.Failed)
            PositionView.Queried(call.Result, call.Exchange.Ledger, call.Account, listing);
    }

    private static void GetPositions(Call call)
    {
        string? currency = call.Currency(required: false);
        string? kind = call.Word("kind"u8, "any", "future", "option", "spot", "future_combo", "option_combo");
        if (call.Failed)
            return;
        call.Result.BeginArray();
        foreach (Listing listing in call.Exchange.Listings)
        {
            bool wanted = kind is null or "any" or "future" && (currency is null or "any" || listing.Contract.Terms.Settlement == currency);
            if (wanted && call.Account.Positions[listing.Id].WasTraded)
                PositionView.Queried(call.Result, call.Exchange.Ledger, call.Account, listing);
        }

        call.Result.EndArray();
    }

    private static void GetSummary(Call call)
    {
        string? currency = call.Currency(required: true);
        bool extended = call.Flag("extended"u8) ?? false;
        if (call.Failed)
            return;
        if (currency == "any")
        {
            call.Refuse(Refusal.InvalidParam("currency", "wrong format"));
            return;
        }

        // Every account has every currency of the venue, most of them empty.
        Wallet wallet = call.Account.Wallet(currency!) ?? new Wallet(currency!, 0);
        PortfolioView.Summary(call.Result, call.Exchange.Ledger, call.Account, wallet, call.Exchange.Listings, call.Exchange.LimitsText, extended);
    }

    private static void GetSummaries(Call call)
    {
        bool extended = call.Flag("extended"u8) ?? false;
        if (call.Failed)
            return;
        call.Result.BeginObject();
        call.Result.Int("id"u8, call.Account.UserId);
        call.Result.Text("email"u8, $"user{call.Account.UserId}@example.invalid");
        call.Result.Text("system_name"u8, "user" + call.Account.UserId);
        call.Result.Text("username"u8, "user" + call.Account.UserId);
        call.Result.Ascii("type"u8, "main"u8);
        call.Result.BeginArray("summaries"u8);
        foreach (Wallet wallet in call.Account.Wallets)
            PortfolioView.Summary(call.Result, call.Exchange.Ledger, call.Account, wallet, call.Exchange.Listings, call.Exchange.LimitsText, extended);
        call.Result.EndArray();
        call.Result.EndObject();
    }
}

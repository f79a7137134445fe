using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Rpc.Methods.Profile;

/// <summary>What an account can ask about itself besides its money, and the news; most of it is an empty list here.</summary>
internal static class ProfileMethods
{
    public static IEnumerable<Method> All =>
    [
        new("public/get_announcements", GetAnnouncements),
        new("private/get_new_announcements", Nothing),
        new("private/get_access_log", GetAccessLog),
        new("private/get_email_language", call => call.Result.Ascii("en"u8)),
        new("private/get_user_locks", GetLocks),
        new("private/get_affiliate_program_info", GetAffiliateProgram),
        new("private/get_block_trades", Nothing),
        new("private/get_block_trade_requests", Nothing),
        new("private/get_pending_block_trades", Nothing),
        new("private/get_last_block_trades_by_currency", Nothing),
    ];

    private static void GetAnnouncements(Call call)
    {
        call.Int("start_timestamp"u8);
        call.Int("count"u8, 5, 1, 50);
        Nothing(call);
    }

    private static void GetAccessLog(Call call)
    {
        call.Int("offset"u8, 0, 0, int.MaxValue);
        call.Int("count"u8, 10, 1, 1000);
        Nothing(call);
    }

    private static void Nothing(Call call)
    {
        if (call.Failed)
            return;
        call.Result.BeginArray();
        call.Result.EndArray();
    }

    private static void GetLocks(Call call)
    {
        call.Result.BeginArray();
        foreach (Wallet wallet in call.Account.Wallets)
        {
            call.Result.BeginObject();
            call.Result.Bool("enabled"u8, call.Account.IsInLiquidation);
            call.Result.Text("currency"u8, wallet.Currency);
            call.Result.EndObject();
        }

        call.Result.EndArray();
    }

    private static void GetAffiliateProgram(Call call)
    {
        JsonText to = call.Result;
        to.BeginObject();
        to.BeginObject("received"u8);
        to.Float("eth"u8, 0);
        to.Float("btc"u8, 0);
        to.EndObject();
        to.Int("number_of_affiliates"u8, 0);
        to.Ascii("link"u8, ""u8);
        to.Bool("is_enabled"u8, false);
        to.EndObject();
    }
}

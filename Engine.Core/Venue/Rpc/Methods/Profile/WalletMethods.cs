using System.Globalization;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Accounts.Records;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Rpc.Methods.Profile;

/// <summary>
/// What came into a wallet and left it. Deposits are those of the wallet's transaction log, newest first; nothing can be sent away from
/// a simulated exchange.
/// </summary>
internal static class WalletMethods
{
    private const int MaxCount = 1000;

    public static IEnumerable<Method> All =>
    [
        new("private/get_deposits", GetDeposits),
        new("private/get_withdrawals", GetNone),
        new("private/get_transfers", GetNone),
        new("private/get_current_deposit_address", GetAddress),
        new("private/create_deposit_address", GetAddress),
        new("private/get_address_book", GetAddressBook),
    ];

    private static void GetDeposits(Call call)
    {
        Wallet? wallet = ReadWallet(call);
        (int offset, int count) = ReadPage(call);
        if (call.Failed)
            return;
        Transaction[] lines = wallet is null ? [] : [.. wallet.Log.Where(line => line.Kind == TransactionKind.Deposit && line.Change > 0).Reverse()];
        Begin(call, lines.Length);
        foreach (Transaction line in lines.Skip(offset).Take(count))
            Deposit(call, wallet!, line);
        End(call);
    }

    private static void GetNone(Call call)
    {
        ReadWallet(call);
        ReadPage(call);
        if (call.Failed)
            return;
        Begin(call, 0);
        End(call);
    }

    private static void GetAddress(Call call)
    {
        Wallet? wallet = ReadWallet(call);
        if (call.Failed)
            return;
        if (wallet is null)
        {
            call.Result.Null();
            return;
        }

        JsonText to = call.Result;
        to.BeginObject();
        to.Ascii("type"u8, "deposit"u8);
        to.Text("currency"u8, wallet.Currency);
        to.Int("creation_timestamp"u8, call.Exchange.OpenedMs);
        to.Text("address"u8, Address(call.Account, wallet));
        to.EndObject();
    }

    private static void GetAddressBook(Call call)
    {
        ReadWallet(call);
        if (call.Word("type"u8, "transfer", "withdrawal", "deposit_source") is null)
            call.Refuse(Refusal.Missing("type"));
        if (call.Failed)
            return;
        call.Result.BeginArray();
        call.Result.EndArray();
    }

    private static void Deposit(Call call, Wallet wallet, Transaction line)
    {
        JsonText to = call.Result;
        to.BeginObject();
        to.Int("updated_timestamp"u8, line.TimestampMs);
        to.Null("transaction_id"u8);
        to.Ascii("state"u8, "completed"u8);
        to.Int("received_timestamp"u8, line.TimestampMs);
        to.Ascii("note"u8, ""u8);
        to.Text("currency"u8, wallet.Currency);
        to.Ascii("clearance_state"u8, "success"u8);
        to.Money("amount"u8, line.Change, 8);
        to.Text("address"u8, Address(call.Account, wallet));
        to.EndObject();
    }

    /// <summary>An address that cannot be taken for one of a real chain.</summary>
    private static string Address(Account account, Wallet wallet) =>
        string.Create(CultureInfo.InvariantCulture, $"simulated-{wallet.Currency.ToLowerInvariant()}-{account.UserId}");

    private static Wallet? ReadWallet(Call call) => call.Currency(required: true) is string currency ? call.Account.Wallet(currency) : null;

    /// <summary>The page that is asked for.</summary>
    private static (int Offset, int Count) ReadPage(Call call)
    {
        int count = call.Int("count"u8, 10, 1, MaxCount);
        return (call.Int("offset"u8, 0, 0, int.MaxValue), count);
    }

    private static void Begin(Call call, int count)
    {
        call.Result.BeginObject();
        call.Result.Int("count"u8, count);
        call.Result.BeginArray("data"u8);
    }

    private static void End(Call call)
    {
        call.Result.EndArray();
        call.Result.EndObject();
    }
}

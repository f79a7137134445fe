using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Rpc.Login;
using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Core.Venue.Rpc.Methods;

/// <summary>Greeting, time, login, heartbeats, cancel-on-disconnect.</summary>
internal static class SessionMethods
{
    private const string FullScope = "block_trade:read connection trade:read_write account:read wallet:read mainaccount";
    private const long DefaultSeconds = 31_536_000;
    private const int NormalCode = 1000;

    private static ReadOnlySpan<byte> Version => """{"version":"1.2.26"}"""u8;

    public static IEnumerable<Method> All =>
    [
        new("public/hello", call => call.Result.Raw(Version)) { WebSocketOnly = true },
        new("public/test", Test),
        new("public/get_time", call => call.Result.Int(call.NowMs)),
        new("public/status", Status),
        new("public/auth", Auth),
        new("public/set_heartbeat", SetHeartbeat) { WebSocketOnly = true },
        new("public/disable_heartbeat", DisableHeartbeat) { WebSocketOnly = true },
        new("private/logout", Logout) { WebSocketOnly = true },
        new("private/enable_cancel_on_disconnect", call => SetCancelOnDisconnect(call, true)) { WebSocketOnly = true },
        new("private/disable_cancel_on_disconnect", call => SetCancelOnDisconnect(call, false)) { WebSocketOnly = true },
        new("private/get_cancel_on_disconnect", GetCancelOnDisconnect),
    ];

    private static void Test(Call call)
    {
        call.Session.Heartbeat.Answered();
        call.Result.Raw(Version);
    }

    private static void Status(Call call)
    {
        string[] locked = [.. call.Exchange.Listings.Where(listing => listing.State == BookState.Locked).Select(listing => listing.Contract.Terms.Base).Distinct()];
        bool all = call.Exchange.Faults.IsInMaintenance || call.Exchange.Listings.All(listing => listing.State == BookState.Locked);
        call.Result.BeginObject();
        call.Result.Ascii("locked"u8, all ? "true"u8 : locked.Length > 0 ? "partial"u8 : "false"u8);
        if (locked.Length > 0)
        {
            call.Result.BeginArray("locked_currencies"u8);
            foreach (string currency in locked)
                call.Result.Text(currency);
            call.Result.EndArray();
        }

        call.Result.EndObject();
    }

    private static void SetHeartbeat(Call call)
    {
        long? interval = call.Int("interval"u8);
        if (interval is null)
            call.Refuse(Refusal.Missing("interval"));
        else if (Heartbeat.CheckInterval(interval.Value) is Refusal refusal)
            call.Refuse(refusal);
        if (call.Failed)
            return;
        call.Session.Heartbeat.Start((int)Math.Min(interval!.Value, 86_400), call.NowNs, ref call.Exchange.Random);
        call.Result.Ascii("ok"u8);
    }

    private static void DisableHeartbeat(Call call)
    {
        call.Session.Heartbeat.Stop();
        call.Result.Ascii("ok"u8);
    }

    private static void Logout(Call call)
    {
        // A logout is meant: the orders stay.
        call.Session.CancelOnDisconnect = false;
        call.Session.Account = null;
        call.IsSilent = true;
        call.Exchange.End(call.Session, NormalCode, "logout");
    }

    private static void SetCancelOnDisconnect(Call call, bool on)
    {
        string scope = call.Word("scope"u8, "connection", "account") ?? "connection";
        if (call.Failed)
            return;
        if (scope == "connection")
            call.Session.CancelOnDisconnect = on;
        else if (on)
            call.Exchange.CancelOnDisconnectAccounts.Add(call.Account.Id);
        else
            call.Exchange.CancelOnDisconnectAccounts.Remove(call.Account.Id);
        call.Result.Ascii("ok"u8);
    }

    private static void GetCancelOnDisconnect(Call call)
    {
        string scope = call.Word("scope"u8, "connection", "account") ?? "connection";
        if (call.Failed)
            return;
        call.Result.BeginObject();
        call.Result.Bool("enabled"u8, scope == "connection"
            ? call.Session.CancelOnDisconnect
            : call.Exchange.CancelOnDisconnectAccounts.Contains(call.Account.Id));
        call.Result.Text("scope"u8, scope);
        call.Result.EndObject();
    }

    private static void Auth(Call call)
    {
        string grantType = call.RequiredText("grant_type"u8);
        string? scope = call.Text("scope"u8);
        Account? account = null;
        bool mayTrade = true;
        switch (grantType)
        {
            case "client_credentials":
                account = call.Exchange.Tokens.Login(call.RequiredText("client_id"u8), call.RequiredText("client_secret"u8));
                break;
            case "client_signature":
                account = Signed(call);
                break;
            case "refresh_token":
                if (call.Exchange.Tokens.Find(call.RequiredText("refresh_token"u8), call.NowMs) is { IsRefresh: true } grant)
                    (account, mayTrade, scope) = (grant.Account, grant.MayTrade, scope ?? grant.Scope);
                break;
            default:
                call.Refuse(Refusal.InvalidParam("grant_type", "wrong format"));
                break;
        }

        if (call.Failed)
            return;
        if (account is null)
            call.Refuse(Refusal.InvalidCredentials);
        else
            Grant(call, account, mayTrade, scope);
    }

    private static Account? Signed(Call call)
    {
        string key = call.RequiredText("client_id"u8);
        string signature = call.RequiredText("signature"u8);
        string nonce = call.Text("nonce"u8) ?? "";
        string signed = call.Text("data"u8) ?? "";
        if (call.Int("timestamp"u8) is not long timestampMs)
        {
            call.Refuse(Refusal.Missing("timestamp"));
            return null;
        }

        return call.Exchange.Tokens.LoginSigned(key, timestampMs, $"{timestampMs}\n{nonce}\n{signed}", signature, call.NowMs);
    }

    private static void Grant(Call call, Account account, bool mayTrade, string? asked)
    {
        string[] words = (asked ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        mayTrade &= !words.Any(word => word is "trade:read" or "trade:none");
        string? named = words.FirstOrDefault(word => word.StartsWith("session:", StringComparison.Ordinal));
        string scope = FullScope;
        if (named is not null)
            scope = scope.Replace("connection", named, StringComparison.Ordinal);
        if (!mayTrade)
            scope = scope.Replace("trade:read_write", "trade:read", StringComparison.Ordinal);
        long seconds = words.Select(word => word.StartsWith("expires:", StringComparison.Ordinal) && long.TryParse(word.AsSpan(8), out long s) ? s : 0)
            .FirstOrDefault(s => s > 0, DefaultSeconds);
        Session session = call.Session;
        long bound = named is null && session.Kind == SessionKind.WebSocket ? session.Id : 0;
        session.Account = account;
        session.MayTrade = mayTrade;
        session.IsLoginExpired = false;
        session.CancelOnDisconnect |= call.Exchange.CancelOnDisconnectAccounts.Contains(account.Id);
        var grant = new Tokens.Grant(account, call.NowMs + (seconds * 1000), bound, mayTrade, scope, IsRefresh: false);
        call.Result.BeginObject();
        call.Result.BeginArray("enabled_features"u8);
        call.Result.EndArray();
        call.Result.Text("access_token"u8, call.Exchange.Tokens.Issue(grant));
        call.Result.Int("expires_in"u8, seconds);
        call.Result.Text("refresh_token"u8, call.Exchange.Tokens.Issue(grant with { IsRefresh = true, SessionId = 0 }));
        call.Result.Text("scope"u8, scope);
        call.Result.Ascii("token_type"u8, "bearer"u8);
        if (call.Text("state"u8) is string state)
            call.Result.Text("state"u8, state);
        call.Result.EndObject();
    }
}

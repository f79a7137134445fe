using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Rpc.Login;
using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Core.Venue.Rpc.Methods;

/// <summary>Greeting, time, login, heartbeats, cancel-on-disconnect.</summary>
internal static class SessionMethods
{
    private const int NormalCode = 1000;

    private static ReadOnlySpan<byte> Version => """{"version":"1.2.26"}"""u8;

    public static IEnumerable<Method> All =>
    [
        new("public/hello", Hello) { WebSocketOnly = true },
        new("public/test", Test),
        new("public/get_time", call => call.Result.Int(call.NowMs)),
        new("public/status", Status),
        new("public/auth", AuthMethod.Run),
        new("public/set_heartbeat", SetHeartbeat) { WebSocketOnly = true },
        new("public/disable_heartbeat", DisableHeartbeat) { WebSocketOnly = true },
        new("private/logout", Logout) { WebSocketOnly = true },
        new("private/enable_cancel_on_disconnect", call => SetCancelOnDisconnect(call, true)),
        new("private/disable_cancel_on_disconnect", call => SetCancelOnDisconnect(call, false)),
        new("private/get_cancel_on_disconnect", GetCancelOnDisconnect),
    ];

    private static void Hello(Call call)
    {
        call.RequiredText("client_name"u8);
        call.RequiredText("client_version"u8);
        if (!call.Failed)
            call.Result.Raw(Version);
    }

    /// <summary>Asked to fail, it fails as the venue's own faults do, so that a client can try its handling of them.</summary>
    private static void Test(Call call)
    {
        call.Session.Heartbeat.Answered();
        if (call.Text("expected_result"u8) == "exception")
            call.Refuse(Refusal.InternalError);
        if (!call.Failed)
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
        bool invalidate = call.Flag("invalidate_token"u8) ?? true;
        if (call.Failed)
            return;
        // A logout is meant: the orders stay.
        call.Session.CancelOnDisconnect.Clear();
        if (invalidate)
            call.Exchange.Tokens.Logout(call.Session.Id, call.Login!);
        call.Exchange.Logins.End(call.Session);
        call.Exchange.Logins.EndRevoked();
        call.IsSilent = true;
        call.Exchange.End(call.Session, NormalCode, "logout");
    }

    /// <summary>The scope of a question or change; a connection's needs a connection that stays.</summary>
    private static string DisconnectScope(Call call)
    {
        string scope = call.Word("scope"u8, "connection", "account") ?? "connection";
        if (scope == "connection" && call.Session.Kind == SessionKind.Http)
            call.Refuse(Refusal.MustBeWebSocket);
        return scope;
    }

    private static void SetCancelOnDisconnect(Call call, bool on)
    {
        string scope = DisconnectScope(call);
        if (call.Failed)
            return;
        if (scope == "connection" && on)
            call.Session.CancelOnDisconnect.Add(call.Account);
        else if (scope == "connection")
            call.Session.CancelOnDisconnect.Remove(call.Account);
        else if (on)
            call.Exchange.Logins.CancelOnDisconnectAccounts.Add(call.Account.Id);
        else
            call.Exchange.Logins.CancelOnDisconnectAccounts.Remove(call.Account.Id);
        call.Result.Ascii("ok"u8);
    }

    private static void GetCancelOnDisconnect(Call call)
    {
        string scope = DisconnectScope(call);
        if (call.Failed)
            return;
        call.Result.BeginObject();
        call.Result.Bool("enabled"u8, scope == "connection"
            ? call.Session.CancelOnDisconnect.Contains(call.Account)
            : call.Exchange.Logins.CancelOnDisconnectAccounts.Contains(call.Account.Id));
        call.Result.Text("scope"u8, scope);
        call.Result.EndObject();
    }
}

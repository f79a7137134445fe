using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Core.Venue.Rpc.Login;

/// <summary><c>public/auth</c>: a token for a key and secret, for a signature, or for a refresh token.</summary>
internal static class AuthMethod
{
    public static void Run(Call call)
    {
        string grantType = call.RequiredText("grant_type"u8);
        var scope = Scope.Parse(call.Text("scope"u8));
        Account? account = null;
        switch (grantType)
        {
            case "client_credentials":
                string key = call.RequiredText("client_id"u8);
                string secret = call.RequiredText("client_secret"u8);
                account = call.Failed ? null : call.Exchange.Tokens.Login(key, secret);
                break;
            case "client_signature":
                account = Signed(call);
                break;
            case "refresh_token":
                string token = call.RequiredText("refresh_token"u8);
                if (!call.Failed && call.Exchange.Tokens.Redeem(token, call.NowNs / 1_000_000, call.Session.Address) is Grant grant)
                    (account, scope) = (grant.Account, grant.Scope);
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
            Answer(call, account, scope);
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

        return call.Failed
            ? null
            : call.Exchange.Tokens.LoginSigned(key, timestampMs, $"{timestampMs}\n{nonce}\n{signed}", signature, call.NowMs);
    }

    private static void Answer(Call call, Account account, Scope scope)
    {
        Session session = call.Session;
        Tokens tokens = call.Exchange.Tokens;
        if (scope.Session is string name)
            tokens.OpenSession(account, name);
        long seconds = scope.Seconds ?? Scope.MaxSeconds;
        // Lifetimes go by the true time; only what is shown steps.
        long nowMs = call.NowNs / 1_000_000;
        var grant = new Grant
        {
            Account = account,
            Scope = scope,
            ExpiresMs = nowMs + (seconds * 1000),
            IssuedOn = session.Id,
            // A connection that is one HTTP request would take its token with it at once.
            IsBound = scope.Session is null && session.Kind == SessionKind.WebSocket,
        };
        // It outlives the access token, so that a client may come late with it.
        var refresh = new Grant { Account = account, Scope = scope, ExpiresMs = nowMs + (Scope.MaxSeconds * 1000), IssuedOn = session.Id, IsRefresh = true };
        call.Exchange.Logins.ActFor(session, account);
        session.Login = grant;
        call.Exchange.Logins.DropForeignChannels(session);
        call.Exchange.Logins.EndRevoked();
        call.Result.BeginObject();
        call.Result.BeginArray("enabled_features"u8);
        call.Result.EndArray();
        call.Result.Text("access_token"u8, tokens.Issue(grant));
        call.Result.Int("expires_in"u8, seconds);
        call.Result.Text("refresh_token"u8, tokens.Issue(refresh));
        call.Result.Text("scope"u8, scope.ToString());
        call.Result.Ascii("token_type"u8, "bearer"u8);
        if (call.Text("state"u8) is string state)
            call.Result.Text("state"u8, state);
        call.Result.EndObject();
    }
}

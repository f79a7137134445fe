using System.Globalization;
using System.Text;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Core.Venue.Rpc.Login;

/// <summary>The Authorization header in its three forms: Basic, Bearer and <c>deri-hmac-sha256</c>.</summary>
internal static class HttpLogin
{
    public static bool TryLogin(Exchange exchange, Session session, string authorization, HttpRequestLine line, long nowNs)
    {
        int space = authorization.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
            return false;
        string scheme = authorization[..space];
        string rest = authorization[(space + 1)..].Trim();
        if (scheme.Equals("bearer", StringComparison.OrdinalIgnoreCase))
        {
            session.Login = exchange.Tokens.Find(rest, nowNs / 1_000_000, session.Address);
            return session.Login is not null;
        }
        else if (scheme.Equals("basic", StringComparison.OrdinalIgnoreCase))
            session.Login = Whole(session, Basic(exchange, rest));
        else if (scheme.Equals("deri-hmac-sha256", StringComparison.OrdinalIgnoreCase))
            session.Login = Whole(session, Signed(exchange, rest, line, (nowNs + exchange.ClockStepNs) / 1_000_000));
        session.HasBadCredentials = session.Login is null;
        return session.Login is not null;
    }

    /// <summary>A key used directly allows all that the key does, for this request.</summary>
    private static Grant? Whole(Session session, Account? account) =>
        account is null ? null : new Grant { Account = account, Scope = Scope.Full, ExpiresMs = long.MaxValue, IssuedOn = session.Id };

    private static Account? Basic(Exchange exchange, string encoded)
    {
        byte[] bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out int length))
            return null;
        string text = Encoding.UTF8.GetString(bytes, 0, length);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : exchange.Tokens.Login(text[..colon], text[(colon + 1)..]);
    }

    private static Account? Signed(Exchange exchange, string fields, HttpRequestLine line, long nowMs)
    {
        var named = new Dictionary<string, string>();
        foreach (string field in fields.Split(',', StringSplitOptions.TrimEntries))
        {
            int equals = field.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                named[field[..equals]] = field[(equals + 1)..];
        }

        if (!named.TryGetValue("id", out string? id) || !named.TryGetValue("ts", out string? ts)
            || !named.TryGetValue("sig", out string? signature) || !named.TryGetValue("nonce", out string? nonce)
            || !long.TryParse(ts, CultureInfo.InvariantCulture, out long timestampMs))
            return null;
        string signed = $"{ts}\n{nonce}\n{line.Method}\n{line.Uri}\n{line.Body}\n";
        return exchange.Tokens.LoginSigned(id, timestampMs, signed, signature, nowMs);
    }
}

using System.Security.Cryptography;
using System.Text;
using Engine.Core.Primitives;
using Engine.Core.Venue.Accounts;

namespace Engine.Core.Venue.Rpc.Login;

/// <summary>Keys, secrets and the tokens issued for them. Where no key is configured any is taken, and each has its own account.</summary>
internal sealed class Tokens(IReadOnlyDictionary<string, string> keys, Ledger ledger, Prng random)
{
    private const long SignatureWindowMs = 60_000;

    private const int MostTokens = 20_000;

    private readonly Dictionary<string, Grant> _byToken = [];
    private readonly Dictionary<int, Queue<string>> _oldest = [];
    private readonly NamedSessions _named = new();
    private Prng _random = random;

    /// <summary>Tokens that end with their connection.</summary>
    public int BoundToConnections => _byToken.Values.Count(grant => grant.IsBound);

    /// <summary>The account of a key and secret; null when they do not belong together.</summary>
    public Account? Login(string key, string secret)
    {
        if (key.Length == 0)
            return null;
        if (keys.Count == 0)
            return ledger.Of(key);
        return keys.TryGetValue(key, out string? expected) && Same(expected, secret) ? ledger.Of(key) : null;
    }

    /// <summary>The account of a key whose secret signed a text; null when it did not, or not within a minute of now.</summary>
    public Account? LoginSigned(string key, long timestampMs, string signed, string signature, long nowMs)
    {
        if (key.Length == 0 || timestampMs < nowMs - SignatureWindowMs || timestampMs > nowMs + SignatureWindowMs)
            return null;
        if (keys.Count == 0)
            return signature.Length == 64 ? ledger.Of(key) : null;
        if (!keys.TryGetValue(key, out string? secret))
            return null;
        byte[] hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed));
        return Same(Convert.ToHexStringLower(hash), signature.ToLowerInvariant()) ? ledger.Of(key) : null;
    }

    /// <summary>Makes a token.</summary>
    public string Issue(Grant grant)
    {
        Span<byte> noise = stackalloc byte[24];
        for (int i = 0; i < noise.Length; i += 8)
            BitConverter.TryWriteBytes(noise[i..], _random.Next());
        string token = $"{grant.ExpiresMs}.1{Convert.ToBase64String(noise).Replace('+', '-').Replace('/', '_')}";
        _byToken[token] = grant;
        if (!_oldest.TryGetValue(grant.Account.Id, out Queue<string>? own))
            _oldest.Add(grant.Account.Id, own = new Queue<string>());
        own.Enqueue(token);
        // A client that logs in for each request must not fill the memory: its oldest tokens end early. Sockets logged in by them stay so.
        while (own.Count > MostTokens)
            _byToken.Remove(own.Dequeue());
        return token;
    }

    /// <summary>Opens a named session of an account; the seventeenth takes the place of the oldest, whose tokens end.</summary>
    public void OpenSession(Account account, string name)
    {
        if (_named.Open(account, name) is string oldest)
            Revoke(grant => grant.Account == account && grant.Scope.Session == oldest);
    }

    /// <summary>What an access token stands for; null when it is none, or no longer good.</summary>
    public Grant? Find(string token, long nowMs, string? address) =>
        _byToken.TryGetValue(token, out Grant? grant) && !grant.IsRefresh && grant.IsGood(nowMs, address) ? grant : null;

    /// <summary>Gives the grant of a refresh token, which is good for this once; null when it is none.</summary>
    public Grant? Redeem(string token, long nowMs, string? address)
    {
        if (!_byToken.TryGetValue(token, out Grant? grant) || !grant.IsRefresh || !grant.IsGood(nowMs, address))
            return null;
        grant.IsRevoked = true;
        _byToken.Remove(token);
        return grant;
    }

    /// <summary>A logout: everything issued on the connection ends, the named session it belongs to included.</summary>
    public void Logout(long connection, Grant login)
    {
        Revoke(grant => grant.IssuedOn == connection
            || (login.Scope.Session is not null && grant.Account == login.Account && grant.Scope.Session == login.Scope.Session));
        login.IsRevoked = true;
        if (login.Scope.Session is string name)
            _named.Close(login.Account, name);
    }

    /// <summary>Tokens bound to a connection end with it; those past their time go too.</summary>
    public void Forget(long connection, long nowMs) => Revoke(grant => (grant.IsBound && grant.IssuedOn == connection) || nowMs >= grant.ExpiresMs);

    /// <summary>Takes tokens back.</summary>
    public void Revoke(Predicate<Grant> which)
    {
        foreach ((string token, Grant grant) in _byToken.Where(pair => which(pair.Value)).ToArray())
        {
            grant.IsRevoked = true;
            _byToken.Remove(token);
        }
    }

    /// <summary>The tokens of an account end now.</summary>
    public void Expire(Account account)
    {
        foreach (string token in _byToken.Where(pair => pair.Value.Account == account).Select(pair => pair.Key).ToArray())
            _byToken.Remove(token);
    }

    /// <summary>All tokens end now.</summary>
    public void ExpireAll() => _byToken.Clear();

    private static bool Same(string expected, string actual) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(actual));
}

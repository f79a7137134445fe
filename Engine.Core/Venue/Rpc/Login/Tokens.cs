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
    private readonly Queue<string> _oldest = new();
    private Prng _random = random;

    /// <summary>What a token stands for.</summary>
    /// <param name="Account">Whose it is.</param>
    /// <param name="ExpiresMs">Last moment, Unix milliseconds.</param>
    /// <param name="SessionId">Connection it dies with; 0 for none.</param>
    /// <param name="MayTrade">Whether it allows orders.</param>
    /// <param name="Scope">Its scope as it was granted.</param>
    /// <param name="IsRefresh">Only good for a new token.</param>
    internal sealed record Grant(Account Account, long ExpiresMs, long SessionId, bool MayTrade, string Scope, bool IsRefresh);

    /// <summary>Tokens that end with their connection.</summary>
    public int BoundToConnections => _byToken.Values.Count(grant => grant.SessionId != 0);

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
        if (key.Length == 0 || Math.Abs(nowMs - timestampMs) > SignatureWindowMs)
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
        _oldest.Enqueue(token);
        // A client that logs in for each request must not fill the memory: the oldest tokens end early.
        while (_oldest.Count > MostTokens)
            _byToken.Remove(_oldest.Dequeue());
        return token;
    }

    /// <summary>What a token stands for; null when it is unknown or expired.</summary>
    public Grant? Find(string token, long nowMs) =>
        _byToken.TryGetValue(token, out Grant? grant) && nowMs < grant.ExpiresMs ? grant : null;

    /// <summary>Tokens bound to a connection end with it; those past their time go too.</summary>
    public void Forget(long sessionId, long nowMs)
    {
        foreach (string token in _byToken.Where(pair => pair.Value.SessionId == sessionId || nowMs >= pair.Value.ExpiresMs).Select(pair => pair.Key).ToArray())
            _byToken.Remove(token);
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

using Engine.Core.Venue.Accounts;

namespace Engine.Core.Venue.Rpc.Login;

/// <summary>Which named sessions each key has, oldest first: sixteen at most.</summary>
internal sealed class NamedSessions
{
    private const int MaxSessions = 16;

    private readonly Dictionary<int, List<string>> _byAccount = [];

    /// <summary>Opens a session or goes on with the one of that name; gives the name of the session that had to go for it, or null.</summary>
    public string? Open(Account account, string name)
    {
        if (!_byAccount.TryGetValue(account.Id, out List<string>? names))
            _byAccount.Add(account.Id, names = []);
        if (names.Contains(name))
            return null;
        names.Add(name);
        if (names.Count <= MaxSessions)
            return null;
        string oldest = names[0];
        names.RemoveAt(0);
        return oldest;
    }

    /// <summary>Ends a session.</summary>
    public void Close(Account account, string name)
    {
        if (_byAccount.TryGetValue(account.Id, out List<string>? names))
            names.Remove(name);
    }
}

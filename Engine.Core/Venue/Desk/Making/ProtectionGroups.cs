using Engine.Core.Venue.Accounts;

namespace Engine.Core.Venue.Desk.Making;

/// <summary>All protection groups, by account.</summary>
internal sealed class ProtectionGroups
{
    /// <summary>Named groups that an account may have.</summary>
    public const int MaxNamed = 16;

    private readonly Dictionary<int, List<ProtectionGroup>> _byAccount = [];
    private int _nextId = 1;

    /// <summary>The groups of an account in the order of their making.</summary>
    public IReadOnlyList<ProtectionGroup> Of(Account account) => _byAccount.TryGetValue(account.Id, out List<ProtectionGroup>? own) ? own : [];

    /// <summary>A group by its name, or an index's unnamed one; null when there is none.</summary>
    public ProtectionGroup? Find(int account, string index, string? name) =>
        _byAccount.TryGetValue(account, out List<ProtectionGroup>? own) ? own.Find(group => group.Index == index && group.Name == name) : null;

    public ProtectionGroup Add(Account account, string index, string? name, ProtectionLimits limits)
    {
        if (!_byAccount.TryGetValue(account.Id, out List<ProtectionGroup>? own))
            _byAccount.Add(account.Id, own = []);
        var group = new ProtectionGroup(_nextId++, account, index, name, limits);
        own.Add(group);
        return group;
    }

    public void Remove(ProtectionGroup group) => _byAccount[group.Account.Id].Remove(group);
}

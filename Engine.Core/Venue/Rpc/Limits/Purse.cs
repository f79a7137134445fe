using System.Runtime.CompilerServices;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Core.Venue.Rpc.Limits;

/// <summary>
/// Who pays from what: an account with all its connections; without a login a WebSocket by itself, and HTTP requests by the address
/// they come from, as far as the server tells it.
/// </summary>
internal sealed class Purse(int tier)
{
    private const int MostAddresses = 10_000;

    private readonly Dictionary<int, Credits> _byAccount = [];
    private readonly Dictionary<string, Credits> _byAddress = [];
    private readonly ConditionalWeakTable<Session, Credits> _bySession = [];

    public Credits Of(Session session, Account? account)
    {
        if (account is not null)
            return Open(_byAccount, account.Id);
        if (session.Kind == SessionKind.WebSocket || session.Address is null)
            return _bySession.GetValue(session, _ => new Credits(tier));
        // Addresses come without end; those that were seen first start afresh.
        if (_byAddress.Count >= MostAddresses)
            _byAddress.Clear();
        return Open(_byAddress, session.Address);
    }

    /// <summary>When a request of a class last found all credits of an account there, Unix ns; 0 while none did.</summary>
    public long FullNs(Account account, CreditClass kind) => _byAccount.TryGetValue(account.Id, out Credits? credits) ? credits.FullNs(kind) : 0;

    private Credits Open<T>(Dictionary<T, Credits> purses, T owner)
        where T : notnull
    {
        if (!purses.TryGetValue(owner, out Credits? credits))
            purses.Add(owner, credits = new Credits(tier));
        return credits;
    }
}

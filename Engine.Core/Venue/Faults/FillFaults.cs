using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Faults.Forms;
using Engine.Core.Venue.Market;

namespace Engine.Core.Venue.Faults;

/// <summary>Decides how often the owner of a fill is told of it.</summary>
internal sealed class FillFaults(FaultPlan plan)
{
    private readonly List<ActiveFault> _faults = [];

    public bool IsEmpty => _faults.Count == 0;

    public void Add(ActiveFault fault) => _faults.Add(fault);

    public void Remove(ActiveFault fault) => _faults.Remove(fault);

    /// <summary>How often an account is told of what a step with fills did to it: once where nothing is wrong.</summary>
    public int TimesTold(Account account, Listing listing)
    {
        int times = 1;
        foreach (ActiveFault fault in _faults.ToArray())
        {
            bool fits = (fault.Fault.Key is null || fault.Fault.Key == account.Key) && (fault.Fault.Instrument is null || fault.Fault.Instrument == listing.Instrument.Name);
            if (!fits || !fault.TryStrike())
                continue;
            times = fault.Fault.Kind == FaultKind.LostFill ? 0 : times * 2;
            plan.Settle(fault);
        }

        return times;
    }

    /// <summary>The owner has been told, or not.</summary>
    public void OnTold(Account account)
    {
        if (plan.AwaitsEvents)
            plan.Raise("fill", null, account);
    }
}

using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Catalogue;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Desk.Making;

/// <summary>
/// One account's protection for an index: of its orders marked so (no name) or of a group of mass quotes. Counts what trades in an
/// interval that begins with its first trade.
/// </summary>
internal sealed class ProtectionGroup(int id, Account account, string index, string? name, ProtectionLimits limits)
{
    private long _endNs;
    private decimal _traded;
    private decimal _delta;
    private long? _frozenUntilMs;

    public int Id { get; } = id;

    public Account Account { get; } = account;

    public string Index { get; } = index;

    public string? Name { get; } = name;

    public ProtectionLimits Limits { get; private set; } = limits;

    /// <summary>End of the stop, Unix milliseconds; 0 when only a reset ends it; null when there is none.</summary>
    public long? FrozenUntilMs(long nowMs) => _frozenUntilMs is 0 || _frozenUntilMs > nowMs ? _frozenUntilMs : null;

    /// <summary>Sets other limits and lets quoting go on.</summary>
    public void Change(ProtectionLimits limits)
    {
        Limits = limits;
        Reset();
    }

    /// <summary>Counts a trade; true when it breaks a limit.</summary>
    public bool Count(decimal coins, int sign, long nowNs)
    {
        if (nowNs >= _endNs)
        {
            Restart();
            _endNs = nowNs + (Limits.IntervalSeconds * 1_000_000_000L);
        }

        _traded += coins;
        _delta += sign * coins;
        return (Limits.QuantityE9 is long quantity && _traded >= Contract.FromE9(quantity))
            || (Limits.DeltaE9 is long delta && Math.Abs(_delta) > Contract.FromE9(delta));
    }

    /// <summary>Stops quoting.</summary>
    public void Freeze(long nowMs)
    {
        _frozenUntilMs = Limits.FrozenSeconds == 0 ? 0 : nowMs + (Limits.FrozenSeconds * 1000L);
        Restart();
    }

    /// <summary>Lets quoting go on.</summary>
    public void Reset()
    {
        _frozenUntilMs = null;
        Restart();
    }

    /// <summary>Whether it protects an order of its account on its index.</summary>
    public bool Covers(Order order) => order.Mmp && order.Quote?.Group == Name;

    private void Restart()
    {
        _endNs = 0;
        _traded = 0;
        _delta = 0;
    }
}

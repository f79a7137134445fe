using System.Text;
using Engine.Core.Events;

namespace Engine.Core.Wire.Deribit.Sessions;

/// <summary>What the venue says of itself: maintenance, locked price indices, instruments that are not traded.</summary>
internal sealed class VenueState(int instruments)
{
    private readonly VenueId[] _indices = new VenueId[instruments];
    private readonly bool[] _isLocked = new bool[instruments];
    private readonly bool[] _isTraded = new bool[instruments];
    private bool _isInMaintenance;
    private bool _isHeldByMaintenance;
    private long _heldUntilNs = long.MinValue;

    /// <summary>Whether no order is taken now, of any instrument.</summary>
    public bool IsHeld(long nowNs) => _isInMaintenance || nowNs < _heldUntilNs;

    /// <summary>Whether its last word was that it takes no orders: a hold that has run out is only a reason to try again.</summary>
    public bool IsRefusing { get; private set; }

    /// <summary>Whether the index of an instrument is locked.</summary>
    public bool IsLocked(int instrument) => _isLocked[instrument];

    /// <summary>Whether an instrument trades, by its own state and by its index.</summary>
    public bool IsTraded(int instrument) => _isTraded[instrument] && !_isLocked[instrument];

    /// <summary>The platform's own word; the end of a maintenance ends also what refusals had made believe.</summary>
    public void SetMaintenance(bool isOn)
    {
        if (_isInMaintenance && !isOn)
            (_heldUntilNs, IsRefusing) = (long.MinValue, false);
        IsRefusing |= isOn;
        _isInMaintenance = isOn;
    }

    /// <summary>A request was refused because none is taken: so it is believed for a while, or until one is taken.</summary>
    public void HoldUntil(long ns, bool isMaintenance)
    {
        IsRefusing = true;
        _heldUntilNs = Math.Max(_heldUntilNs, ns);
        _isHeldByMaintenance = isMaintenance;
    }

    /// <summary>A request was carried out, of a kind that a maintenance refuses; one that places or moves an order none would have let pass.</summary>
    public void OnCarriedOut(bool isNewTerms)
    {
        if (!isNewTerms && !_isHeldByMaintenance)
            return;
        _heldUntilNs = long.MinValue;
        if (isNewTerms)
            IsRefusing = false; // questions are answered while orders are refused
    }

    public void SetTraded(int instrument, bool isTraded) => _isTraded[instrument] = isTraded;

    public void SetIndex(int instrument, string index) => VenueId.TryCreate(Encoding.UTF8.GetBytes(index), out _indices[instrument]);

    public bool IsOf(int instrument, string index) => VenueId.TryCreate(Encoding.UTF8.GetBytes(index), out VenueId id) && IsOf(instrument, id);

    public bool IsOf(int instrument, in VenueId index) => index.IsSome && index == _indices[instrument];

    /// <summary>An index (none: each) is locked or free; true when that is new for the instrument.</summary>
    public bool TryLock(int instrument, in VenueId index, bool isLocked)
    {
        if ((index.IsSome && index != _indices[instrument]) || _isLocked[instrument] == isLocked)
            return false;
        _isLocked[instrument] = isLocked;
        return true;
    }

    /// <summary>The connection is gone: what the venue told of itself, the next subscription tells anew.</summary>
    public void Forget()
    {
        _isInMaintenance = IsRefusing = false;
        Array.Clear(_isLocked);
    }
}

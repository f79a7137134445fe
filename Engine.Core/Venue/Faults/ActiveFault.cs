using Engine.Core.Primitives;
using Engine.Core.Venue.Faults.Forms;
using Engine.Core.Venue.Faults.Frames;
using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Core.Venue.Faults;

/// <summary>A fault that was planned, with how far it is. Owned by the venue's thread.</summary>
internal sealed class ActiveFault
{
    private Prng _random;
    private int _left;
    private int _seen;

    public ActiveFault(long id, Fault fault)
    {
        Id = id;
        Fault = fault;
        Form = FaultTable.Of(fault.Kind);
        _random = new Prng(fault.Seed);
        bool once = !Form.Endless && !Form.Lasts && fault.Probability >= 1 && fault.ForNs is null;
        _left = fault.Count ?? (once || IsMoment ? 1 : int.MaxValue);
    }

    public long Id { get; }

    public Fault Fault { get; }

    public FaultForm Form { get; }

    public FaultState State { get; set; }

    /// <summary>How often it has struck.</summary>
    public int Fired { get; private set; }

    /// <summary>Events that it still waits for.</summary>
    public int EventsLeft { get; set; }

    /// <summary>Whether it may strike no more.</summary>
    public bool IsSpent => _left == 0;

    /// <summary>Happens at moments, rather than to what comes by or for a while.</summary>
    public bool IsMoment => !Form.Lasts && Form.Target is FaultTarget.Sessions or FaultTarget.Venue;

    /// <summary>Puts back what it has changed.</summary>
    public Action? Undo { get; set; }

    /// <summary>Frames that it keeps from being sent.</summary>
    public FrameQueue Held { get; } = new();

    /// <summary>Requests that it keeps from being done.</summary>
    public List<Action> HeldRequests { get; } = [];

    /// <summary>Whether it is aimed at a connection. One that plans faults is met only by those that name it.</summary>
    public bool Covers(Session session)
    {
        if (Fault.Session is long id)
            return id == session.Id;
        return !session.IsControl && (Fault.Key is null || Fault.Key == session.Key);
    }

    /// <summary>Whether it strikes here, where it could.</summary>
    public bool TryStrike()
    {
        if (IsSpent || _seen++ < Fault.Skip)
            return false;
        if (Fault.Probability < 1 && !_random.Chance(Fault.Probability))
            return false;
        Strike();
        return true;
    }

    /// <summary>Counts a strike.</summary>
    public void Strike()
    {
        Fired++;
        if (_left != int.MaxValue)
            _left--;
    }

    /// <summary>It may strike no more.</summary>
    public void Spend() => _left = 0;

    /// <summary>Its delay with the jitter of this time.</summary>
    public long DelayNs() => Fault.DelayNs + (Fault.JitterNs > 0 ? (long)(_random.Uniform() * Fault.JitterNs) : 0);
}

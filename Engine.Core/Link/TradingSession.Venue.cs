using Engine.Core.Events;

namespace Engine.Core.Link;

/// <content>What the session learns of the venue and the engine has to know: holds and locked instruments.</content>
public sealed partial class TradingSession
{
    private readonly bool[] _lockTold;
    private bool _holdTold;

    private void FollowVenue(long nowNs)
    {
        if (Session.IsHeld != _holdTold)
        {
            _holdTold = !_holdTold;
            Troubles.Add(_holdTold ? "the venue takes no orders: quoting is held" : "the venue takes orders again");
            Command(_holdTold ? CommandKind.Hold : CommandKind.Release, nowNs);
        }

        for (int i = 0; i < _lockTold.Length; i++)
        {
            if (Session.IsLocked(i) == _lockTold[i])
                continue;
            _lockTold[i] = !_lockTold[i];
            Command(_lockTold[i] ? CommandKind.Hold : CommandKind.Release, (ushort)i, nowNs);
        }
    }
}

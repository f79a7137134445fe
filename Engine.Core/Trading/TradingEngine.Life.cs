using System.Runtime.CompilerServices;
using Engine.Core.Orders;
using Engine.Core.Trading.Desks;

namespace Engine.Core.Trading;

/// <content>
/// Cancels that the venue refused wait, longer each time, and go at the first sign that it takes requests again: it says so itself, it
/// opens the instrument, or it accepts another request.
/// </content>
public sealed partial class TradingEngine<TQuoter, TGateway>
{
    private const long HastenPauseNs = 1_000_000_000; // a cancel that alone is refused is not sent again at the pace of all others

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Hasten(Desk<TQuoter> desk, long nowNs)
    {
        if (!desk.HasRefusedCancel || nowNs - desk.HastenedNs < HastenPauseNs)
            return;
        (desk.HasRefusedCancel, desk.HastenedNs, desk.IsDirty) = (false, nowNs, true);
        foreach (ref WorkingOrder slot in desk.Orders)
        {
            if (slot.CancelNotBeforeNs > nowNs)
                (slot.CancelNotBeforeNs, slot.Refusals) = (0, 0);
        }

        desk.Strays.Hasten();
    }
}

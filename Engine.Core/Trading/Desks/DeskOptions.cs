using Engine.Core.Quoting;
using Engine.Core.Risk;

namespace Engine.Core.Trading.Desks;

/// <summary>How one instrument is traded.</summary>
/// <param name="Quoter">The model.</param>
/// <param name="Reprice">When quotes are computed anew.</param>
/// <param name="Limits">Limits of the gate.</param>
/// <typeparam name="TQuoter">The model's type.</typeparam>
public sealed record DeskOptions<TQuoter>(TQuoter Quoter, RepriceParameters Reprice, RiskLimits Limits)
    where TQuoter : struct, IQuoter
{
    /// <summary>
    /// After a fill a side is not filled up again for so long, ns: what is left of its order works on, and its price follows the
    /// market. The other side is not concerned. 0 for no pause.
    /// </summary>
    public long FillPauseNs { get; init; }

    /// <summary>When an earlier process's last own buy was filled, by the venue's clock, Unix ns: its pause goes on; 0 where none is known.</summary>
    public long LastBuyNs { get; init; }

    /// <summary>The same for the last own sell.</summary>
    public long LastSellNs { get; init; }
}

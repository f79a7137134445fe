using Engine.Core.Quoting;
using Engine.Core.Risk;

namespace Engine.Core.Trading;

/// <summary>How one instrument is traded.</summary>
/// <param name="Quoter">The model.</param>
/// <param name="Reprice">When quotes are computed anew.</param>
/// <param name="Limits">Limits of the gate.</param>
/// <typeparam name="TQuoter">The model's type.</typeparam>
public sealed record DeskOptions<TQuoter>(TQuoter Quoter, RepriceParameters Reprice, RiskLimits Limits)
    where TQuoter : struct, IQuoter;

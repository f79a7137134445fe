using System.Text;
using Engine.Core.Primitives;

namespace Engine.Core.Events;

/// <summary>From a specification event to the instrument it describes.</summary>
public static class Specifications
{
    /// <summary>Builds the instrument; throws <see cref="ArgumentException"/> naming it when the specification makes no grid.</summary>
    public static Instrument Build(int id, ReadOnlySpan<byte> name, in SpecificationUpdate specification)
    {
        TickStep[] steps = specification.Step2.TickE9 > 0 ? [specification.Step1, specification.Step2]
            : specification.Step1.TickE9 > 0 ? [specification.Step1] : [];
        return new Instrument(
            id, Encoding.UTF8.GetString(name), specification.Kind, specification.TickE9, specification.LotE9, specification.MinAmountE9,
            specification.MakerFeeE9 / 1e9, specification.TakerFeeE9 / 1e9, steps);
    }
}

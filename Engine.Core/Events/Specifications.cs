using System.Text;
using Engine.Core.Primitives;

namespace Engine.Core.Events;

/// <summary>From a specification event to the instrument it describes.</summary>
public static class Specifications
{
    /// <summary>Whether an instrument is what the specification says, so that it need not be built anew.</summary>
    public static bool Describe(in SpecificationUpdate specification, Instrument? instrument) =>
        instrument is not null && instrument.TickE9 == specification.TickE9 && instrument.LotE9 == specification.LotE9 && instrument.Kind == specification.Kind
        && specification.MinAmountE9 > 0 && instrument.MinSize.Lots == 1 + ((specification.MinAmountE9 - 1) / specification.LotE9)
        && instrument.MakerFee.Equals(specification.MakerFeeE9 / 1e9) && instrument.TakerFee.Equals(specification.TakerFeeE9 / 1e9)
        && HasSteps(instrument.Steps, specification.Step1, specification.Step2);

    /// <summary>Builds the instrument; throws <see cref="ArgumentException"/> naming it when the specification makes no grid.</summary>
    public static Instrument Build(int id, ReadOnlySpan<byte> name, in SpecificationUpdate specification)
    {
        TickStep[] steps = specification.Step2.TickE9 > 0 ? [specification.Step1, specification.Step2]
            : specification.Step1.TickE9 > 0 ? [specification.Step1] : [];
        return new Instrument(
            id, Encoding.UTF8.GetString(name), specification.Kind, specification.TickE9, specification.LotE9, specification.MinAmountE9,
            specification.MakerFeeE9 / 1e9, specification.TakerFeeE9 / 1e9, steps);
    }

    private static bool HasSteps(ReadOnlySpan<TickStep> steps, TickStep first, TickStep second) => steps.Length switch
    {
        0 => first.TickE9 <= 0 && second.TickE9 <= 0,
        1 => steps[0] == first && second.TickE9 <= 0,
        _ => steps[0] == first && steps[1] == second,
    };
}

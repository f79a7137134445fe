using System.Text.Json;
using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Wire.Deribit.Decoding;

/// <summary>An instrument object of public/get_instrument: sets the table's entry and claims a specification event.</summary>
internal static class InstrumentDecoder
{
    /// <summary>Decodes the object the reader stands on; nothing for an instrument this process does not trade.</summary>
    public static void Decode<TSink>(ref Utf8JsonReader reader, InstrumentTable instruments, long receiveNs, ref TSink sink)
        where TSink : struct, IEventSink
    {
        JsonFields.Object(ref reader);
        SpecificationUpdate specification = default;
        Span<byte> scratch = stackalloc byte[128];
        int id = -1;
        while (JsonFields.Next(ref reader))
        {
            if (JsonFields.Is(ref reader, "instrument_name"u8))
                id = instruments.TryFind(JsonFields.Text(reader, scratch), out int found) ? found : -1;
            else if (JsonFields.Is(ref reader, "tick_size"u8))
                specification.TickE9 = JsonFields.ExactE9(ref reader);
            else if (JsonFields.Is(ref reader, "contract_size"u8))
                specification.LotE9 = JsonFields.ExactE9(ref reader);
            else if (JsonFields.Is(ref reader, "min_trade_amount"u8))
                specification.MinAmountE9 = JsonFields.ExactE9(ref reader);
            else if (JsonFields.Is(ref reader, "maker_commission"u8))
                specification.MakerFeeE9 = JsonFields.E9OrNull(ref reader);
            else if (JsonFields.Is(ref reader, "taker_commission"u8))
                specification.TakerFeeE9 = JsonFields.E9OrNull(ref reader);
            else if (JsonFields.Is(ref reader, "settlement_currency"u8))
                specification.Settlement = AsciiCode.Upper(JsonFields.Text(reader, scratch));
            else if (JsonFields.Is(ref reader, "instrument_type"u8))
                specification.Kind = reader.ValueTextEquals("linear"u8) ? ContractKind.Linear : ContractKind.Inverse;
            else if (JsonFields.Is(ref reader, "state"u8))
                specification.IsOpen = reader.ValueTextEquals("open"u8);
            else if (JsonFields.Is(ref reader, "tick_size_steps"u8))
                Steps(ref reader, ref specification);
            else
                JsonFields.Skip(ref reader);
        }

        if (id < 0)
            return;
        if (!Specifications.Describe(specification, instruments[id]))
            instruments[id] = Specifications.Build(id, instruments.Name(id), specification);
        ref EngineEvent slot = ref sink.Claim();
        slot.Kind = EventKind.Specification;
        slot.Instrument = (ushort)id;
        slot.ReceiveNs = receiveNs;
        slot.Specification = specification;
    }

    private static void Steps(ref Utf8JsonReader reader, ref SpecificationUpdate specification)
    {
        JsonFields.Array(ref reader);
        for (int count = 0; JsonFields.Element(ref reader); count++)
        {
            TickStep step = Step(ref reader);
            if (count == 0)
                specification.Step1 = step;
            else if (count == 1)
                specification.Step2 = step;
            else
                DecodeException.Throw("an instrument has more than two tick size steps");
        }
    }

    private static TickStep Step(ref Utf8JsonReader reader)
    {
        JsonFields.Object(ref reader);
        long above = 0, tick = 0;
        while (JsonFields.Next(ref reader))
        {
            if (JsonFields.Is(ref reader, "above_price"u8))
                above = JsonFields.ExactE9(ref reader);
            else if (JsonFields.Is(ref reader, "tick_size"u8))
                tick = JsonFields.ExactE9(ref reader);
            else
                JsonFields.Skip(ref reader);
        }

        return new TickStep(above, tick);
    }
}

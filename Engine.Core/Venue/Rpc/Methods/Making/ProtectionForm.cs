using System.Text;
using Engine.Core.Primitives;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Desk.Making;

namespace Engine.Core.Venue.Rpc.Methods.Making;

/// <summary>The limits of <c>private/set_mmp_config</c> as they are asked for, and what is wrong with them.</summary>
internal static class ProtectionForm
{
    private const int MaxSeconds = 3600;
    private const long Grain = Decimals.One / 10_000;

    /// <summary>Reads the limits; with an interval of 0 there are none, as the protection is to go.</summary>
    public static ProtectionLimits? Read(Call call, string index, out bool removes)
    {
        if (call.Int("interval"u8) is null)
            call.Refuse(Refusal.Missing("interval"));
        int interval = call.Int("interval"u8, 0, 0, MaxSeconds);
        removes = interval == 0;
        call.Flag("block_rfq"u8);
        if (removes || call.Failed)
            return null;
        if (call.Int("frozen_time"u8) is null)
            call.Refuse(Refusal.Missing("frozen_time"));
        int frozen = call.Int("frozen_time"u8, 0, 0, MaxSeconds);
        long most = MostE9(index);
        long? quantity = Limit(call, "quantity_limit"u8, most);
        long? delta = Limit(call, "delta_limit"u8, long.MaxValue);
        long? vega = Limit(call, "vega_limit"u8, long.MaxValue);
        long? quote = Limit(call, "max_quote_quantity"u8, most);
        if (quote is null)
            call.Refuse(Refusal.Missing("max_quote_quantity"));
        if (delta >= quantity)
            call.Refuse(Refusal.InvalidParam("delta_limit", "value must be < quantity_limit"));
        return call.Failed
            ? null
            : new ProtectionLimits
            {
                IntervalSeconds = interval,
                FrozenSeconds = frozen,
                QuantityE9 = quantity,
                DeltaE9 = delta,
                VegaE9 = vega,
                MaxQuoteE9 = quote!.Value,
            };
    }

    private static long? Limit(Call call, ReadOnlySpan<byte> name, long mostE9)
    {
        if (call.Decimal(name) is not long value)
            return null;
        if (value < 0)
            call.Refuse(Refusal.InvalidParam(Encoding.ASCII.GetString(name), "value must be >= 0"));
        else if (value > mostE9)
            call.Refuse(Refusal.InvalidParam(Encoding.ASCII.GetString(name), "value must be <= " + (mostE9 / Decimals.One)));
        else if (value % Grain != 0)
            call.Refuse(Refusal.InvalidParam(Encoding.ASCII.GetString(name), "must have at most 4 decimal places"));
        return value;
    }

    /// <summary>The venue names a most for its two large coins only.</summary>
    private static long MostE9(string index) => index switch
    {
        ['b', 't', 'c', '_', ..] => 500 * Decimals.One,
        ['e', 't', 'h', '_', ..] => 5_000 * Decimals.One,
        _ => long.MaxValue,
    };
}

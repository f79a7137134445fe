using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Shapes.Tokens;

namespace Engine.Core.Wire.Deribit.Shapes;

/// <summary>A position object as user.changes carries it.</summary>
internal static class PositionShape
{
    /// <summary>One position into a cleared event.</summary>
    public static bool TryRead(ref Cursor frame, InstrumentNames names, ref EngineEvent slot)
    {
        long sizeE9 = 0, sizeCurrencyE9 = 0;
        ReadOnlySpan<byte> name = default;
        Cursor at = frame;
        bool read = at.TryLiteral("{\"size\":"u8) && at.TrySigned(out sizeE9)
            && at.TryLiteral(",\"kind\":\""u8) && at.TrySkipText()
            && at.TryMember(",\"maintenance_margin\":"u8) && at.TrySkipNumber()
            && at.TryLiteral(",\"initial_margin\":"u8) && at.TrySkipNumber()
            && at.TryMember(",\"direction\":\""u8) && at.TrySkipText()
            && at.TryLiteral(",\"index_price\":"u8) && at.TryE9OrNull(out slot.Position.IndexE9)
            && at.TryLiteral(",\"instrument_name\":\""u8) && at.TryText(out name)
            && at.TryLiteral(",\"settlement_price\":"u8) && at.TryE9OrNull(out slot.Position.SettlementE9)
            && at.TryLiteral(",\"mark_price\":"u8) && at.TryE9OrNull(out slot.Position.MarkE9)
            && at.TryLiteral(",\"interest_value\":"u8) && at.TrySkipNumber()
            && at.TryLiteral(",\"delta\":"u8) && at.TrySkipNumber()
            && at.TryLiteral(",\"average_price\":"u8) && at.TryE9OrNull(out slot.Position.AverageE9);
        frame = at;
        if (!read || !TryMoney(ref frame, ref slot, out sizeCurrencyE9) || names.Find(name) is not { } instrument)
            return false;
        slot.Instrument = instrument.Id;
        long amountE9 = instrument.Kind == ContractKind.Inverse ? sizeE9 : sizeCurrencyE9;
        bool onGrid = instrument.TryExactSize(Math.Abs(amountE9), out Size size);
        slot.Position.Lots = amountE9 < 0 ? -size.Lots : size.Lots;
        return onGrid;
    }

    private static bool TryMoney(ref Cursor frame, ref EngineEvent slot, out long sizeCurrencyE9)
    {
        sizeCurrencyE9 = 0;
        Cursor at = frame;
        bool read = at.TryLiteral(",\"floating_profit_loss\":"u8) && at.TrySignedOrNull(out slot.Position.FloatingE9)
            && at.TryLiteral(",\"realized_profit_loss\":"u8) && at.TrySignedOrNull(out slot.Position.RealizedE9)
            && at.TryLiteral(",\"total_profit_loss\":"u8) && at.TrySignedOrNull(out slot.Position.TotalE9)
            && at.TryLiteral(",\"realized_funding\":"u8) && at.TrySignedOrNull(out slot.Position.FundingE9)
            && at.TryLiteral(",\"leverage\":"u8) && at.TrySkipNumber()
            && at.TryLiteral(",\"size_currency\":"u8) && at.TrySigned(out sizeCurrencyE9, Cursor.Brace)
            && at.TryLiteral("}"u8);
        frame = at;
        return read;
    }
}

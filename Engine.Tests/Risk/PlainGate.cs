using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Risk;

namespace Engine.Tests.Risk;

/// <summary>
/// The rules of the gate written down once more, in exact decimals and in no hurry: everything that an intent breaks, not the first
/// of it. What it knows of the market is a plain record.
/// </summary>
internal static class PlainGate
{
    public static HashSet<RejectReason> Broken(in OrderIntent intent, PlainMarket market, RiskLimits limits, AccountLimits account)
    {
        HashSet<RejectReason> broken = [];
        if (intent.Kind is IntentKind.Cancel or IntentKind.CancelAll)
            return broken;
        bool buy = intent.Side == Side.Buy;
        decimal tick = market.Instrument.TickE9 / 1e9m, lot = market.Instrument.LotE9 / 1e9m;
        decimal price = intent.Price.Ticks * tick;
        long open = intent.Amount.Lots - market.FilledLots;
        long side = market.OtherLots + open;
        long after = buy ? market.PositionLots + side : market.PositionLots - side; // if all of it fills
        bool onlyReduces = buy ? after <= 0 : after >= 0;
        decimal mid = (market.BidTicks + market.AskTicks) * tick / 2;
        Add(RejectReason.Killed, market.Mode == TradingMode.Stopped);
        Add(RejectReason.Held, market.Mode == TradingMode.Holding);
        Add(RejectReason.BookNotTrusted, !market.IsTrusted);
        Add(RejectReason.OffGrid, intent.Price.Ticks <= 0 || open <= 0);
        Add(RejectReason.PriceCollar, market.Mark <= 0 || Math.Abs(price - market.Mark) > market.Mark * (decimal)limits.PriceCollar);
        Add(RejectReason.IndexCollar, limits.IndexCollar > 0 && (market.Index <= 0 || Math.Abs(price - market.Index) > market.Index * (decimal)limits.IndexCollar));
        Add(RejectReason.WouldCross, buy ? intent.Price.Ticks >= market.AskTicks : intent.Price.Ticks <= market.BidTicks);
        Add(RejectReason.SelfTrade, market.OwnOppositeTicks != 0 && (buy ? intent.Price.Ticks >= market.OwnOppositeTicks : intent.Price.Ticks <= market.OwnOppositeTicks));
        decimal best = buy ? market.BidTicks : market.AskTicks;
        decimal behind = buy ? best - intent.Price.Ticks : intent.Price.Ticks - best;
        Add(RejectReason.TouchDistance, limits.MaxTouchDistance > 0 && behind > best * (decimal)limits.MaxTouchDistance);
        Add(RejectReason.TooAggressive, limits.MaxTouchImprovement > 0 && -behind > best * (decimal)limits.MaxTouchImprovement);
        Add(RejectReason.OrderSize, Usd(open, price) > (decimal)limits.MaxOrderUsd);
        Add(RejectReason.OpenOrders, intent.Kind == IntentKind.Place && account.MaxOpenOrders > 0 && market.OpenOrders >= account.MaxOpenOrders);
        Add(RejectReason.ReduceOnly, market.Mode == TradingMode.Reducing && !onlyReduces);
        Add(RejectReason.Notional, account.MaxNotionalUsd > 0 && !onlyReduces && market.OtherNotionalUsd + Usd(open, price) > (decimal)account.MaxNotionalUsd + 0.005m);
        Add(RejectReason.InventoryLimit, !onlyReduces && Usd(Math.Abs(after), mid) > (decimal)limits.MaxInventoryUsd + 0.005m);
        return broken;

        decimal Usd(long lots, decimal at) => market.Instrument.Kind == ContractKind.Inverse ? lots * lot : lots * lot * at;

        void Add(RejectReason reason, bool isBroken)
        {
            if (isBroken)
                broken.Add(reason);
        }
    }
}

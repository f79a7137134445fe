using Engine.Core.Events;
using Xunit;

namespace Engine.Tests.Events;

/// <summary>
/// The numbers of the enumerations as they stand in journals, captures and event logs. New members go to the end; a number
/// that was once written keeps its meaning for ever.
/// </summary>
public class EnumNumberTests
{
    private static readonly string[] Approved =
    [
        "ContractKind: byte Inverse=0 Linear=1",
        "Side: byte Buy=0 Sell=1",
        "AdjustmentCause: byte None=0 Opening=1 Mismatch=2 Explained=3",
        "CancelReason: byte None=0 UserRequest=1 CancelOnDisconnect=2 EditPostOnlyReject=3 MmpTrigger=4 SelfTrade=5 Liquidation=6 Other=7",
        "CommandKind: byte None=0 Stop=1 Kill=2 JournalBehind=3 JournalCaughtUp=4 Hold=5 Release=6 TradesAnew=7 Protection=8",
        "EventFlags: byte None=0 EndOfBatch=1 Continues=2 Continued=4 Snapshot=8",
        "EventKind: byte None=0 Book=1 BookInvalid=2 Quote=3 Ticker=4 Trade=5 Order=6 Fill=7 Position=8 Portfolio=9 Reply=10 Specification=11 "
            + "Session=12 Timer=13 Command=14 Sent=15",
        "FactKind: byte None=0 Fill=1 Transition=2 Pnl=3 Notice=4 Mark=5 Adjustment=6 Left=7",
        "HoldCause: byte Venue=0 LateMarket=1 LateReconciliation=2",
        "IntentKind: byte None=0 Place=1 Edit=2 Cancel=3 CancelAll=4 ResubscribeBook=5 QueryAccount=6 Reconcile=7 ResetProtection=8",
        "LeftOutcome: byte None=0 Cancelled=1 Filled=2 NotFound=3",
        "Liquidity: byte Maker=0 Taker=1",
        "NoticeKind: byte None=0 Session=1 BookGap=2 VenueReject=3 GateReject=4 PositionMismatch=5 Kill=6 Stop=7 ForeignFill=8 PnlMismatch=9 "
            + "OrderOutlived=10 Mode=11 Hold=12 SmallBurst=13 Stalled=14 OtherEngine=15 KillCleared=16 TradesAnew=17 Protection=18 CashFlow=19",
        "OpenOrderList: byte None=0 Begins=1 Ends=2",
        "OrderFlags: byte None=0 PostOnly=1 RejectPostOnly=2 ReduceOnly=4 Replaced=8 Limit=16 Protected=32",
        "RejectReason: byte None=0 Killed=1 SessionNotLive=2 BookNotTrusted=3 InventoryLimit=4 OrderSize=5 PriceCollar=6 WouldCross=7 RateCredits=8 "
            + "InFlight=9 OffGrid=10 OutputFull=11 ReduceOnly=12 Pace=13 Held=14 IndexCollar=15 TouchDistance=16 TooAggressive=17 SelfTrade=18 OpenOrders=19 Notional=20",
        "SessionState: byte Down=0 LoggingIn=1 Reconciling=2 Live=3",
        "VenueOrderState: byte Unknown=0 Open=1 Filled=2 Cancelled=3 Rejected=4 Untriggered=5 Triggered=6",
    ];

    [Fact]
    public void Every_enumeration_of_events_and_primitives_has_its_approved_numbers()
    {
        IEnumerable<string> actual = typeof(EngineEvent).Assembly.GetExportedTypes()
            .Where(t => t.IsEnum && t.Namespace is "Engine.Core.Events" or "Engine.Core.Primitives")
            .Select(Describe);
        Assert.Equal(Approved.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }

    private static string Describe(Type type)
    {
        Assert.Equal(typeof(byte), type.GetEnumUnderlyingType());
        return $"{type.Name}: byte {string.Join(' ', Enum.GetNames(type).Select(name => $"{name}={(byte)Enum.Parse(type, name)}"))}";
    }
}

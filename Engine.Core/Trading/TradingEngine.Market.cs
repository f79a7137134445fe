using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Trading;

/// <content>Market events: book, ticker, specification.</content>
public sealed partial class TradingEngine<TQuoter, TGateway>
{
    private void OnBook(Desk<TQuoter> desk, in EngineEvent e)
    {
        desk.IsDirty = true;
        if ((e.Flags & EventFlags.Snapshot) != 0)
            desk.IsResubscribing = false;
        if (desk.Book.Apply(e))
            return;
        _facts.Notice(NoticeKind.BookGap, desk.Id, e.Book.ChangeId, e.ReceiveNs);
        Resubscribe(desk, e.ReceiveNs);
    }

    private void OnBookInvalid(Desk<TQuoter> desk, long nowNs)
    {
        desk.IsDirty = true;
        desk.Invalidate();
        _facts.Notice(NoticeKind.BookGap, desk.Id, 0, nowNs);
        Resubscribe(desk, nowNs);
    }

    private void Resubscribe(Desk<TQuoter> desk, long nowNs)
    {
        if (desk.IsResubscribing)
            return;
        desk.IsResubscribing = Ask(IntentKind.ResubscribeBook, desk.Id, nowNs);
    }

    private static void OnTicker(Desk<TQuoter> desk, in EngineEvent e)
    {
        desk.IsDirty = true;
        if (desk.Ticker.SettlementE9 != 0 && e.Ticker.SettlementE9 != desk.Ticker.SettlementE9)
            desk.IsSettled = true; // the venue's session profit begins at zero again
        desk.Ticker = e.Ticker;
    }

    private void OnSpecification(Desk<TQuoter> desk, in SpecificationUpdate specification)
    {
        Instrument instrument = Specifications.Build(desk.Id, _names.Name(desk.Id), specification);
        desk.IsOpen = specification.IsOpen;
        desk.Settlement = specification.Settlement;
        desk.IsDirty = true;
        if (desk.Instrument is { } before && before.LotE9 != instrument.LotE9)
            desk.IsOpen = false; // positions in lots would change their meaning: only a restart may take this up
        else
            desk.Instrument = instrument;
    }

    private bool Ask(IntentKind kind, ushort instrument, long nowNs)
    {
        OrderIntent intent = new() { Kind = kind, Instrument = instrument, CauseNs = nowNs };
        return _gateway.TrySend(intent);
    }
}

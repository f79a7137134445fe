using Engine.Core.Events;
using Engine.Core.Link.Feed;
using Engine.Core.Primitives;

namespace Engine.Native.Hosting.Rehearsing;

/// <summary>What an engine has to be told before it quotes, in the order in which a venue tells it.</summary>
internal static class DryOpening
{
    private const int Rate = 1_000_000;

    /// <summary>Specification, flat position, mark, session live.</summary>
    public static void Tell(EventFeed feed, Instrument instrument, AsciiCode settlement, in DryTouch touch, long nowNs)
    {
        ref EngineEvent specification = ref Event(feed, EventKind.Specification, instrument.Id, nowNs);
        specification.Specification.TickE9 = instrument.TickE9;
        specification.Specification.LotE9 = instrument.LotE9;
        specification.Specification.MinAmountE9 = instrument.E9(instrument.MinSize);
        specification.Specification.MakerFeeE9 = Decimals.FromDouble(instrument.MakerFee);
        specification.Specification.TakerFeeE9 = Decimals.FromDouble(instrument.TakerFee);
        specification.Specification.Settlement = settlement;
        specification.Specification.Kind = instrument.Kind;
        specification.Specification.IsOpen = true;
        if (instrument.Steps.Length > 0)
            specification.Specification.Step1 = instrument.Steps[0];
        if (instrument.Steps.Length > 1)
            specification.Specification.Step2 = instrument.Steps[1];
        feed.Commit();
        Event(feed, EventKind.Position, instrument.Id, nowNs);
        feed.Commit();
        ref EngineEvent ticker = ref Event(feed, EventKind.Ticker, instrument.Id, nowNs);
        ticker.Ticker.MarkE9 = ticker.Ticker.IndexE9 = instrument.E9(touch.Bid);
        feed.Commit();
        Session(feed, SessionState.Reconciling, nowNs);
        Session(feed, SessionState.Live, nowNs);
    }

    private static void Session(EventFeed feed, SessionState state, long nowNs)
    {
        ref EngineEvent session = ref Event(feed, EventKind.Session, EngineEvent.NoInstrument, nowNs);
        session.Session.State = state;
        session.Session.OrderRate = session.Session.OrderBurst = Rate;
        feed.Commit();
    }

    private static ref EngineEvent Event(EventFeed feed, EventKind kind, ushort instrument, long nowNs)
    {
        ref EngineEvent e = ref feed.Claim();
        e.Kind = kind;
        e.Instrument = instrument;
        e.ReceiveNs = nowNs;
        return ref e;
    }
}

using Engine.Core.Events;
using Engine.Core.Risk.Killing;

namespace Engine.Native.Storage.Killing;

/// <summary>What the database is told of a kill switch that has latched, by whichever thread sees it first: the journal keeps one.</summary>
internal static class KillNotice
{
    /// <summary>With reason and figures.</summary>
    public static Fact Of(in KillRecord killed)
    {
        Fact fact = new() { Kind = FactKind.Notice, Instrument = EngineEvent.NoInstrument, ReceiveNs = killed.AtNs };
        fact.Notice.What = NoticeKind.Kill;
        fact.Notice.Number = (long)killed.Reason;
        (fact.Notice.Value, fact.Notice.Bound) = (killed.Value, killed.Bound);
        return fact;
    }
}

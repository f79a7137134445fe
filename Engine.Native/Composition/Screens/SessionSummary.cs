using System.Globalization;
using Engine.Core.Events;
using Engine.Core.Link;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Risk.Killing;
using Engine.Core.Trading;
using Engine.Core.Trading.Desks;
using Engine.Native.Hosting;
using Engine.Native.Net;
using Engine.Native.Status.Blocks;
using Engine.Native.Status.Statistics;
using Engine.Native.Status.View;

namespace Engine.Native.Composition.Screens;

/// <summary>The last words of a session, for people.</summary>
internal static class SessionSummary
{
    public static void Write<TQuoter>(
        TextWriter output, TradeSetup setup, HotLoop<TQuoter> loop, SessionStatistics statistics, TradingEnding ending, SessionFigures figures)
        where TQuoter : struct, IQuoter
    {
        JournalStatus totals = statistics.Current;
        output.WriteLine();
        output.WriteLine($"Session on {setup.Environment} ({setup.Address})");
        output.WriteLine(Line("fills", $"{totals.Fills} ({totals.Buys} buys, {totals.Sells} sells), {Usd(totals.VolumeUsd)} USD, {totals.Makers} as maker, {totals.Recovered} recovered"));
        if (totals.LeftFound + totals.LeftCancelled + totals.LeftFilled > 0)
            output.WriteLine(Line(totals.LeftFound > 0 ? "found at start" : "found later", $"{LeftWords.Of(in totals)}; {totals.Recovered} fills fetched"));
        foreach (Desk<TQuoter> desk in loop.Engine.Desks)
            WriteDesk(output, desk, loop.Engine.Account(desk.Settlement));
        output.WriteLine(Line("requests", $"{loop.OrderRequests} sent, {loop.Engine.VenueRejects} refused by the venue, {loop.Engine.GateRejects} held back by the gate"));
        if (loop.Engine.GateRejects > 0)
            output.WriteLine(Line("  held back", string.Join(", ", Rejects(loop.Engine))));
        if (figures.FirstOrderMs > 0)
            output.WriteLine(Line("first order", $"{Whole(figures.FirstOrderMs)} ms after the start"));
        output.WriteLine(Line("tick to order", Latency(statistics.TickToOrder)));
        WriteStages(output, statistics.Stages);
        output.WriteLine(Line("order to answer", Latency(statistics.RoundTrip)));
        output.WriteLine(Line("of it the venue", Latency(statistics.Venue)));
        output.WriteLine(Line("decoder", $"{loop.Decoded.TotalFast} frames by their shape, {loop.Decoded.TotalReference} by the reference decoder"));
        if (loop.Rehearsals > 0)
            output.WriteLine(Line("rehearsed ticks", $"{loop.Rehearsals} on a private connection, to keep the caches warm"));
        if (loop.Trading.Session.Clock is { IsKnown: true } clock)
            output.WriteLine(Line("venue's clock", $"{Us(clock.OffsetNs)} us from ours, give or take {Us(clock.DoubtNs)}"));
        if (loop.Trading.ReconnectAttempts > 0)
            output.WriteLine(Line("reconnects", $"{loop.Trading.Reconnects}, by {loop.Trading.ReconnectAttempts} attempts"));
        if (loop.Trading.MalformedFrames + loop.Trading.UnknownFrames > 0)
            output.WriteLine(Line("frames", $"{loop.Trading.MalformedFrames} malformed, {loop.Trading.UnknownFrames} of channels not asked for"));
        if (loop.Engine.KillReason != KillReason.None)
            output.WriteLine(Line("kill switch", $"latched: {Killed(loop)}; `engine kill --clear --db {figures.Database}` lets a session begin again"));
        output.WriteLine(Line("collections", $"{figures.Collections} by the garbage collector while trading"));
        output.WriteLine(Line("journal", $"{figures.Database}: {totals.Rows} rows written"));
        output.WriteLine(Line("open orders", OpenOrders(ending, totals.LeftFound, figures.Database, () => setup.VenueFault() is not null)));
    }

    private static string Killed<TQuoter>(HotLoop<TQuoter> loop)
        where TQuoter : struct, IQuoter =>
        loop.Quoting.Latch?.TryRead(out KillRecord record) == true ? KillWords.Cause(in record) : KillWords.Of(loop.Engine.KillReason);

    private static IEnumerable<string> Rejects<TQuoter>(TradingEngine<TQuoter, WireGateway> engine)
        where TQuoter : struct, IQuoter =>
        from reason in Enum.GetValues<RejectReason>()
        where engine.RejectsOf(reason) > 0
        select $"{reason} {engine.RejectsOf(reason)}";

    private static void WriteStages(TextWriter output, StageHistograms stages)
    {
        for (int i = 0; i < StageStatuses.Count; i++)
        {
            if (stages[i].Summarize() is { Count: > 0 } stage)
                output.WriteLine(Line($"  {StageStatuses.Names[i]}", $"p50 {Us(stage.P50Ns)}, p90 {Us(stage.P90Ns)}, p99 {Us(stage.P99Ns)}, max {Us(stage.MaxNs)} us"));
        }
    }

    /// <summary>What may stand at the venue now.</summary>
    internal static string OpenOrders(TradingEnding ending, int leftFound, string database, Func<bool> isVenueGone) =>
        !ending.WasLive && ending.OrdersConfirmedGone ? "none: trading never began"
        : !ending.WasLive ? $"{leftFound} left before and UNRESOLVED: trading never began; `engine journal --left {database}` lists what may still be open"
        : ending.OrdersConfirmedGone ? "0, confirmed by the venue"
        : isVenueGone() ? "gone with the venue"
        : "NOT CONFIRMED: look at the venue; cancel-on-disconnect should have removed them";

    private static void WriteDesk<TQuoter>(TextWriter output, Desk<TQuoter> desk, VenueAccount? account)
        where TQuoter : struct, IQuoter
    {
        if (desk.Instrument is null)
            return;
        PnlFact pnl = DeskPnl.Compute(desk, account);
        output.WriteLine(Line(desk.Instrument.Name, $"position {Figure(pnl.Position, Grid.Decimals(desk.Instrument.LotE9))} (mid {Figure(pnl.MidUsd, Math.Max(2, (int)Grid.Decimals(desk.Instrument.TickE9)))}), session PnL {Usd(pnl.SessionUsd)} USD, open uPnL {Usd(pnl.OpenUplUsd)} USD"));
        output.WriteLine(Line("", $"own: realised {Usd(pnl.RealizedUsd)}, unrealised {Usd(pnl.UnrealizedUsd)}, fees {Usd(pnl.FeesUsd)} USD; difference to the venue {Usd(pnl.DifferenceUsd)} USD"));
    }

    private static string Latency(LatencyHistogram histogram)
    {
        LatencyStatus latency = histogram.Summarize();
        return latency.Count == 0 ? "none" : $"p50 {Us(latency.P50Ns)}, p90 {Us(latency.P90Ns)}, p99 {Us(latency.P99Ns)}, max {Us(latency.MaxNs)} us over {latency.Count}";
    }

    private static string Line(string name, string text) => $"  {name,-16} {text}";

    private static string Usd(double value) => Figure(value, 2);

    /// <summary>With so many decimals. Adding zero turns what rounds to minus zero into zero.</summary>
    internal static string Figure(double value, int decimals) => (Math.Round(value, decimals) + 0.0).ToString($"N{decimals}", CultureInfo.InvariantCulture);

    private static string Whole(double value) => value.ToString("#,##0", CultureInfo.InvariantCulture);

    private static string Us(long ns) => (ns / 1000.0).ToString("#,##0.0", CultureInfo.InvariantCulture);
}

using System.Globalization;
using Engine.Native.Latency.Figures;
using Engine.Native.Latency.Rounds;

namespace Engine.Native.Latency.Report;

/// <summary>What was measured, for people: a table a pace, then how the figures stand to each other.</summary>
internal sealed class LatencyReport(TextWriter output, LatencyOptions options, bool pictures)
{
    private const int NameWidth = 26;
    private const int FigureWidth = 9;

    private static readonly (string Name, double Percent)[] s_columns = [("p50", 50), ("p90", 90), ("p99", 99), ("p99.9", 99.9), ("p99.99", 99.99)];

    private static readonly (Stage Stage, string Name)[] s_stages =
    [
        (Stage.Late, "send begins late"),
        (Stage.TickOnTheWire, "tick sent to read"),
        (Stage.Framed, "framed"),
        (Stage.Decoded, "decoded"),
        (Stage.Published, "published"),
        (Stage.Decided, "decided"),
        (Stage.Encoded, "encoded"),
        (Stage.OrderOnTheWire, "sent to order received"),
    ];

    /// <summary>Before the measurement: what is measured and what to make of it.</summary>
    public void WriteHead(LatencyCpus cpus)
    {
        output.WriteLine(
            $"Tick to order over the loopback, {(options.Tls ? "TLS" : "plain")}: {cpus}, {(options.Threads == 1 ? "1 thread" : "2 threads")}, {(options.Cold ? "not kept warm" : "kept warm while idle")}, {(options.Frames is null ? $"seed {options.Seed}" : options.Frames)}.");
        output.WriteLine("A tick is measured from the time it was planned for to the last byte of the last order it caused.");
        output.WriteLine("The echo floor exchanges as many bytes at the same paces on the engine's own thread, in turns with it, without an engine.");
        output.WriteLine("It leaves TCP's acknowledgements to the kernel, as such a program does; the engine sends them in quiet moments, so its ratio may fall below 1.");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Back to back the next tick follows {Round.PauseNs / 1000} us after the replies; {Round.SettleNs / 1_000_000} ms of each round settle uncounted."));
        output.WriteLine();
    }

    /// <summary>After it.</summary>
    public void WriteFigures(LatencyResult result)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Exchange: tick {result.Sizes.Tick} B, orders {result.Sizes.Orders} B, replies {result.Sizes.Replies} B{(result.Security.Length > 0 ? $", {result.Security}" : "")}."));
        output.WriteLine();
        foreach (PaceFigures figures in result.Figures)
        {
            if (figures.Engine.Last.Count > 0)
                WritePace(figures);
        }

        WriteWarmth(result.Figures);
    }

    /// <summary>The answers, the host and the collector.</summary>
    public void WriteEnd(LatencyResult result, double? stolenPercent)
    {
        AnswerChecks checks = result.Checks;
        output.WriteLine($"Orders checked: {Figure.Count(checks.Orders)}, wrong: {Figure.Count(checks.Wrong)}, ticks unanswered: {Figure.Count(checks.Unanswered)}.");
        output.WriteLine($"Garbage collections while measuring: {result.Figures.Sum(figures => figures.Collections)}.");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"The host on processor {result.Jitter.Cpu}: {result.Jitter.GapsPerSecond:0} hiccups above {Doctor.JitterReading.GapNs / 1000} us a second, the worst {Figure.Us(result.Jitter.WorstNs)} us; stolen {(stolenPercent is { } stolen ? $"{stolen:0.00} %" : "not told")}."));
    }

    private void WritePace(PaceFigures figures)
    {
        string late = $"{Late(figures.Engine)} ticks sent late, floor {Late(figures.Floor)}";
        output.WriteLine($"{figures.Pace.Title}: {late}{(figures.Quiet > 0 ? $"; {Figure.Count(figures.Quiet)} ticks moved no quote" : "")}");
        output.WriteLine($"  {"us",-NameWidth}{string.Concat(s_columns.Select(column => column.Name.PadLeft(FigureWidth)))}{"max",FigureWidth}{"mean",FigureWidth}");
        WriteRow("engine, last order", figures.Engine.Last);
        WriteRow("engine, first order", figures.Engine.First);
        WriteRow("echo floor", figures.Floor.Last);
        WriteRatios(figures);
        if (pictures)
            Spectrum.Write(output, figures);
        if (figures.Stages.Count > 0)
            WriteStages(figures);
        if (figures.Pace.IsBackToBack)
            WriteVerdicts(figures);
        if (figures.IsDisturbed)
            output.WriteLine("  disturbed: the host held up more than a tenth of the ticks; measure this pace again before believing it");
        output.WriteLine();
    }

    private void WriteStages(PaceFigures figures)
    {
        foreach ((Stage stage, string name) in s_stages)
            WriteRow($"  {name}", figures.Stages[stage]);
        WriteRow("  send call of the engine", figures.Stages.SendCall);
        WriteRow("  send call of the sender", figures.Engine.SendCall);
        WriteRow("  the same to the echo", figures.Floor.SendCall);
        if (figures.Stages.InKernel.Count > 0)
            WriteRow("  unread in the kernel", figures.Stages.InKernel);
    }

    private void WriteVerdicts(PaceFigures figures)
    {
        output.WriteLine($"  engine / floor: p50 {Figure.Ratio(figures.RatioAt(50))}, {Bar.Median(options.Tls).Judge(figures.RatioAt(50))}; p99 {Figure.Ratio(figures.RatioAt(99))}, {Bar.Tail(options.Tls).Judge(figures.RatioAt(99))}");
    }

    private static string Late(Latencies figures) =>
        $"{Figure.Count(figures.Late)} of {Figure.Count(figures.Last.Count)}{(figures.Late > 0 ? $" (up to {Figure.Us(figures.WorstLateNs)} us)" : "")}";

    private void WriteRow(string name, Distribution values)
    {
        // A percentile beyond what the count supports would be the largest value under another name.
        IEnumerable<string> cells = s_columns.Select(column => values.Supports(column.Percent) ? Figure.Us(values.At(column.Percent)) : "-");
        output.WriteLine($"  {name,-NameWidth}{string.Concat(cells.Select(cell => cell.PadLeft(FigureWidth)))}{Figure.Us(values.MaxNs),FigureWidth}{Figure.Us(values.MeanNs),FigureWidth}");
    }

    private void WriteRatios(PaceFigures figures)
    {
        IEnumerable<string> cells = s_columns.Select(column =>
            figures.Engine.Last.Supports(column.Percent) && figures.Floor.Last.Supports(column.Percent) ? Figure.Ratio(figures.RatioAt(column.Percent)) : "-");
        output.WriteLine($"  {"engine / floor",-NameWidth}{string.Concat(cells.Select(cell => cell.PadLeft(FigureWidth)))}");
    }

    private void WriteWarmth(IReadOnlyList<PaceFigures> all)
    {
        if (all.FirstOrDefault(figures => figures.Pace.IsBackToBack) is not { Engine.Last.Count: > 0 } own)
            return;
        foreach (PaceFigures figures in all)
        {
            if (figures.Pace.IsBackToBack || figures.Engine.Last.Count == 0)
                continue;
            double ratio = figures.Engine.Last.At(50) / (double)own.Engine.Last.At(50);
            string verdict = figures.IsDisturbed || own.IsDisturbed ? ", disturbed" : Bar.Warm(figures.Pace.GapNs) is { } bar && !options.Tls ? $", {bar.Judge(ratio)}" : "";
            output.WriteLine($"p50 at {figures.Pace.Title} / its own back to back: {Figure.Ratio(ratio)}{verdict}");
        }
    }
}

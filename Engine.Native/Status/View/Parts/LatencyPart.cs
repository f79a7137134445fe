using Engine.Native.Status.Blocks;
using Engine.Native.Status.View.Painting;

namespace Engine.Native.Status.View.Parts;

/// <summary>Latency percentiles and the duty cycle's worst turns.</summary>
internal static class LatencyPart
{
    public static int Draw(Canvas canvas, int y, StatusSnapshot status)
    {
        var columns = new Columns(canvas.Width, [17, 9, 9, 9, 9, 9, 9], [5], [3]);
        columns.Row(canvas, y++, Ink.Dim, "LATENCY", "COUNT", "P50", "P90", "P99", "P99.9", "MAX");
        Row(canvas, y++, columns, "tick to order", ref status.Journal.TickToOrder);
        Row(canvas, y++, columns, "order round trip", ref status.Journal.RoundTrip);
        if (HasStages(status))
            Stages(canvas, y++, ref status.Journal.Stages);
        ref HotStatus hot = ref status.Hot;
        canvas.Put(1, y, "hot loop", Ink.Strong);
        string turns = $"{Figures.Short(hot.Loops)} turns  worst {Figures.Duration(hot.WorstLoopNs)}";
        int x = canvas.PutWhole(18, y, turns);
        x = canvas.PutWhole(x + 2, y, $">50us {Figures.Short(hot.LoopsOver50Us)}  >1ms {Figures.Short(hot.LoopsOver1Ms)}");
        x = canvas.PutWhole(x + 2, y, $"{Figures.Short(hot.Frames)} frames", Ink.Dim);
        if (canvas.Width >= 96)
            x = canvas.PutWhole(x + 2, y, $"{Figures.Short(hot.Bytes)}B", Ink.Dim);
        if (canvas.Width >= 96)
            canvas.PutWhole(x + 2, y, $"by reference decoder {Figures.Short(hot.ReferenceFrames)}", Ink.Dim);
        return y + 1;
    }

    /// <summary>Whether there is a line of stages: an order that a tick caused has been sent.</summary>
    public static bool HasStages(StatusSnapshot status) => status.Journal.Stages[StageStatuses.Count - 1].Count > 0;

    /// <summary>The medians of the stages, in their order, on one line.</summary>
    private static void Stages(Canvas canvas, int y, ref StageStatuses stages)
    {
        canvas.Put(1, y, "  its stages p50", Ink.Strong);
        int x = 18;
        for (int i = 0; i < StageStatuses.Count; i++)
        {
            if (stages[i].Count > 0)
                x = canvas.PutWhole(x, y, $"{StageStatuses.Names[i]} {Figures.Duration(stages[i].P50Ns)}") + 2;
        }
    }

    private static void Row(Canvas canvas, int y, Columns columns, string name, ref LatencyStatus latency)
    {
        columns.Cell(canvas, y, 0, name, Ink.Strong);
        columns.Cell(canvas, y, 1, Figures.Count(latency.Count), Ink.Plain);
        if (latency.Count == 0)
            return;
        columns.Cell(canvas, y, 2, Figures.Duration(latency.P50Ns), Ink.Plain);
        columns.Cell(canvas, y, 3, Figures.Duration(latency.P90Ns), Ink.Plain);
        columns.Cell(canvas, y, 4, Figures.Duration(latency.P99Ns), Ink.Plain);
        columns.Cell(canvas, y, 5, Figures.Duration(latency.P999Ns), Ink.Plain);
        columns.Cell(canvas, y, 6, Figures.Duration(latency.MaxNs), Ink.Plain);
    }
}

using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Native.Status.Blocks;
using Engine.Native.Status.View.Painting;

namespace Engine.Native.Status.View.Parts;

/// <summary>Fills: how many, how good, and the last ones with what the mid did after them.</summary>
internal static class FillPart
{
    public static int Draw(Canvas canvas, int y, StatusSnapshot status, int end)
    {
        if (y >= end)
            return y;
        Totals(canvas, y++, ref status.Journal);
        var columns = new Columns(canvas.Width, [9, 7, 20, 12, 11, 15], [5]);
        if (y < end)
            columns.Row(canvas, y++, Ink.Dim, "TIME UTC", "SIDE", "INSTRUMENT", "PRICE", "AMOUNT", "MARKOUT");
        for (int i = 0; i < status.Journal.LastFillCount && y < end; i++)
            Row(canvas, y++, columns, status, ref status.Journal.LastFills[i]);
        return y;
    }

    private static void Totals(Canvas canvas, int y, ref JournalStatus journal)
    {
        int x = canvas.Put(1, y, "FILLS", Ink.Dim);
        x = canvas.Put(x + 1, y, Figures.Count(journal.Fills), Ink.Strong);
        x = canvas.Put(x + 2, y, $"{Figures.Count(journal.Buys)} buy", Ink.Buy);
        x = canvas.Put(x + 1, y, $"{Figures.Count(journal.Sells)} sell", Ink.Sell);
        if (journal.Fills > 0)
            x = canvas.Put(x + 2, y, $"maker {journal.Makers * 100 / journal.Fills}%");
        if (canvas.Width >= 96)
            x = canvas.Put(x + 2, y, $"{Figures.Short(journal.VolumeUsd)} USD");
        x = canvas.PutWhole(x + 2, y, "markout bp", Ink.Dim);
        for (int i = 0; i < MarkoutStatuses.Horizons; i++)
        {
            MarkoutStatus markout = journal.Markouts[i];
            string horizon = $"{MarkoutStatuses.Seconds[i]}s", mean = markout.Count == 0 ? "-" : Figures.Signed(markout.MeanBps, 2);
            if (!canvas.HasRoom(x + 1, horizon.Length + 1 + mean.Length))
                return; // a horizon without its figure says nothing
            x = canvas.Put(x + 1, y, horizon, Ink.Dim);
            x = canvas.Put(x + 1, y, mean, Figures.InkOf(markout.MeanBps));
        }
    }

    private static void Row(Canvas canvas, int y, Columns columns, StatusSnapshot status, ref FillStatus fill)
    {
        ref InstrumentStatus instrument = ref status.Hot.Instruments[Math.Min(fill.Instrument, (ushort)(InstrumentStatuses.Capacity - 1))];
        columns.Cell(canvas, y, 0, Figures.TimeOfDay(fill.ReceiveNs), Ink.Plain);
        columns.Cell(canvas, y, 1, fill.Side.Word(), fill.Side == Side.Buy ? Ink.Buy : Ink.Sell);
        columns.Cell(canvas, y, 2, StatusText.ToText(instrument.Name), Ink.Plain);
        columns.Cell(canvas, y, 3, Figures.Price(fill.Price, instrument.PriceDecimals), Ink.Plain);
        columns.Cell(canvas, y, 4, Figures.Amount(fill.Amount, instrument.AmountDecimals), Ink.Plain);
        if (fill.MarkoutSeconds > 0)
            columns.Cell(canvas, y, 5, $"{Figures.Signed(fill.MarkoutBps, 2)} {fill.MarkoutSeconds,2}s", Figures.InkOf(fill.MarkoutBps));
        else if (fill.IsRecovered || fill.Liquidity == Liquidity.Taker)
            columns.Cell(canvas, y, 5, fill.IsRecovered ? "recovered" : "taker", Ink.Dim);
    }
}

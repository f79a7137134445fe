using Engine.Native.Status.Blocks;
using Engine.Native.Status.View.Painting;

namespace Engine.Native.Status.View.Parts;

/// <summary>Each instrument: touch, our quotes with the queue in front of them, position and skew.</summary>
internal static class InstrumentPart
{
    public static int Draw(Canvas canvas, int y, StatusSnapshot status, bool hasSizes)
    {
        var columns = new Columns(canvas.Width, [13, 8, 9, 9, 8, 9, 8, 9, 6], [8], [4, 6]);
        columns.Row(canvas, y++, Ink.Dim, "INSTRUMENT", "BID", "ASK", "OUR BID", "QUEUE", "OUR ASK", "QUEUE", "POSITION", "SKEW");
        for (int i = 0; i < LiveView.Shown(status); i++)
        {
            ref InstrumentStatus instrument = ref status.Hot.Instruments[i];
            Prices(canvas, y++, columns, ref instrument);
            if (hasSizes)
                Sizes(canvas, y++, columns, ref instrument);
        }

        return y;
    }

    private static void Prices(Canvas canvas, int y, Columns columns, ref InstrumentStatus instrument)
    {
        int decimals = instrument.PriceDecimals;
        columns.Cell(canvas, y, 0, StatusText.ToText(instrument.Name), Ink.Strong);
        columns.Cell(canvas, y, 1, Figures.Price(instrument.BidPrice, decimals), Ink.Plain);
        columns.Cell(canvas, y, 2, Figures.Price(instrument.AskPrice, decimals), Ink.Plain);
        Quote(canvas, y, columns, 3, ref instrument.OwnBid, decimals, Ink.Buy);
        Quote(canvas, y, columns, 5, ref instrument.OwnAsk, decimals, Ink.Sell);
        columns.Cell(canvas, y, 7, Figures.Signed(instrument.Position, instrument.AmountDecimals), Ink.Strong);
        columns.Cell(canvas, y, 8, Figures.Signed(instrument.Skew, 2), Ink.Plain);
    }

    private static void Quote(Canvas canvas, int y, Columns columns, int column, ref QuoteStatus quote, int decimals, Ink ink)
    {
        columns.Cell(canvas, y, column, Figures.Price(quote.Price, decimals), quote.Price > 0 ? ink : Ink.Dim);
        if (quote.Price > 0)
            columns.Cell(canvas, y, column + 1, Figures.Short(quote.QueueAhead), Ink.Plain);
    }

    private static void Sizes(Canvas canvas, int y, Columns columns, ref InstrumentStatus instrument)
    {
        int decimals = instrument.AmountDecimals;
        string age = instrument.BookAgeNs < 0 ? "no book" : "book " + Figures.Duration(instrument.BookAgeNs);
        columns.Row(
            canvas,
            y,
            Ink.Dim,
            age,
            Figures.Short(instrument.BidSize),
            Figures.Short(instrument.AskSize),
            Figures.Amount(instrument.OwnBid.Size, decimals),
            StatusText.ToText(instrument.OwnBid.State),
            Figures.Amount(instrument.OwnAsk.Size, decimals),
            StatusText.ToText(instrument.OwnAsk.State),
            Figures.Price(instrument.MarkPrice, instrument.PriceDecimals),
            "mark");
    }
}

using Engine.Native.Status.Blocks;
using Engine.Native.Status.View.Painting;

namespace Engine.Native.Status.View.Parts;

/// <summary>Profit and loss in USD: the account's figures beside our own; a difference beyond a cent is shown, not hidden.</summary>
internal static class ProfitPart
{
    public static int Draw(Canvas canvas, int y, StatusSnapshot status, bool isTotalOnly)
    {
        var columns = new Columns(canvas.Width, [14, 10, 11, 10, 12, 9, 12], [4], [3]);
        columns.Row(canvas, y++, Ink.Dim, "PNL USD", "SESSION", "OPEN UPNL", "REALISED", "UNREALISED", "FEES", "DIFFERENCE");
        InstrumentStatus total = default;
        StatusText.Write(total.Name, "total"u8);
        int count = LiveView.Shown(status);
        for (int i = 0; i < count; i++)
        {
            ref InstrumentStatus each = ref status.Hot.Instruments[i];
            if (!isTotalOnly)
                Row(canvas, y++, columns, ref each);
            total.SessionUsd += each.SessionUsd;
            total.OpenUplUsd += each.OpenUplUsd;
            total.RealizedUsd += each.RealizedUsd;
            total.UnrealizedUsd += each.UnrealizedUsd;
            total.FeesUsd += each.FeesUsd;
            total.DifferenceUsd += each.DifferenceUsd;
        }

        if (count > 1)
            Row(canvas, y++, columns, ref total);
        return y;
    }

    private static void Row(Canvas canvas, int y, Columns columns, ref InstrumentStatus row)
    {
        columns.Cell(canvas, y, 0, StatusText.ToText(row.Name), Ink.Strong);
        Money(canvas, y, columns, 1, row.SessionUsd);
        Money(canvas, y, columns, 2, row.OpenUplUsd);
        Money(canvas, y, columns, 3, row.RealizedUsd);
        Money(canvas, y, columns, 4, row.UnrealizedUsd);
        columns.Cell(canvas, y, 5, Figures.Signed(row.FeesUsd, 2), Ink.Plain);
        if (Math.Abs(row.DifferenceUsd) > 0.01)
            columns.Cell(canvas, y, 6, Figures.Signed(row.DifferenceUsd, 2), Ink.Warning);
        else
            columns.Cell(canvas, y, 6, "none", Ink.Dim);
    }

    private static void Money(Canvas canvas, int y, Columns columns, int column, double usd) =>
        columns.Cell(canvas, y, column, Figures.Signed(usd, 2), Figures.InkOf(usd));
}

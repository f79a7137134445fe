namespace Engine.Native.Status.View.Painting;

/// <summary>Columns of a table: the first to the left, the others to the right; a wider screen spreads them, a narrower one leaves some out.</summary>
internal readonly struct Columns
{
    private const int LeftOut = -1;

    private readonly int[] _ends;

    /// <summary>Columns as wide as given; where they do not fit, the dispensable ones go, group by group.</summary>
    public Columns(int width, ReadOnlySpan<int> widths, params ReadOnlySpan<int[]> dispensable)
    {
        int spare = width - 2;
        foreach (int each in widths)
            spare -= each;
        _ends = new int[widths.Length];
        foreach (int[] group in dispensable)
        {
            if (spare >= -1)
                break;
            foreach (int column in group)
            {
                spare += widths[column];
                _ends[column] = LeftOut;
            }
        }

        int extra = Math.Clamp(spare / widths.Length, 0, 6);
        int end = 1;
        for (int i = 0; i < widths.Length; i++)
        {
            if (_ends[i] != LeftOut)
                _ends[i] = end += widths[i] + extra;
        }
    }

    /// <summary>Draws a row.</summary>
    public void Row(Canvas canvas, int y, Ink ink, params ReadOnlySpan<string> cells)
    {
        for (int i = 0; i < cells.Length; i++)
            Cell(canvas, y, i, cells[i], ink);
    }

    /// <summary>Draws one cell; a first cell too long for its column is cut.</summary>
    public void Cell(Canvas canvas, int y, int column, string text, Ink ink)
    {
        if (_ends[column] == LeftOut)
            return;
        if (column > 0)
            canvas.PutRight(_ends[column], y, text, ink);
        else
            canvas.Put(1, y, text.Length < _ends[0] ? text : text[..(_ends[0] - 1)], ink);
    }
}

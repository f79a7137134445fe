namespace Engine.Native.Status.View;

/// <summary>Columns of a table: the first to the left, the others to the right; a wider screen spreads them.</summary>
internal readonly struct Columns
{
    private readonly int[] _ends;

    public Columns(int width, params ReadOnlySpan<int> widths)
    {
        int spare = width - 2;
        foreach (int each in widths)
            spare -= each;
        int extra = Math.Clamp(spare / widths.Length, 0, 6);
        _ends = new int[widths.Length];
        int end = 1;
        for (int i = 0; i < widths.Length; i++)
            _ends[i] = end += widths[i] + extra;
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
        if (column > 0)
            canvas.PutRight(_ends[column], y, text, ink);
        else
            canvas.Put(1, y, text.Length < _ends[0] ? text : text[..(_ends[0] - 1)], ink);
    }
}

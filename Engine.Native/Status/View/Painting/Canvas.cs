using System.Text;

namespace Engine.Native.Status.View.Painting;

/// <summary>A rectangle of characters with their ink. What is drawn beyond the edges is cut.</summary>
internal sealed class Canvas
{
    private readonly char[] _characters;
    private readonly Ink[] _inks;

    public Canvas(int width, int height)
    {
        Width = width;
        Height = height;
        _characters = new char[width * height];
        _inks = new Ink[width * height];
        _characters.AsSpan().Fill(' ');
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Draws text from a column on; returns the column behind it.</summary>
    public int Put(int x, int y, string text, Ink ink = Ink.Plain)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (x + i < 0 || x + i >= Width || y < 0 || y >= Height)
                continue;
            int at = (y * Width) + x + i;
            _characters[at] = char.IsControl(text[i]) ? '?' : text[i];
            _inks[at] = ink;
        }

        return x + text.Length;
    }

    /// <summary>Whether as many characters fit from a column on.</summary>
    public bool HasRoom(int x, int length) => x + length <= Width;

    /// <summary>Draws text from a column on, or nothing of it and of what would follow where it does not fit; returns the column behind it.</summary>
    public int PutWhole(int x, int y, string text, Ink ink = Ink.Plain) => HasRoom(x, text.Length) ? Put(x, y, text, ink) : Width;

    /// <summary>Draws text so that it ends before a column.</summary>
    public void PutRight(int end, int y, string text, Ink ink = Ink.Plain) => Put(end - text.Length, y, text, ink);

    /// <summary>The lines without ink or trailing blanks, and without blank lines at the end.</summary>
    public string ToPlain()
    {
        var text = new StringBuilder();
        for (int y = 0; y < Height; y++)
            text.Append(Line(y)).Append('\n');
        return text.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>The whole as one write to a terminal: from its upper left corner, each line cleared behind its end.</summary>
    public void AppendAnsi(StringBuilder text, bool isColoured)
    {
        text.Append("\e[H");
        for (int y = 0; y < Height; y++)
        {
            int length = Line(y).Length;
            Ink ink = Ink.Plain;
            for (int x = 0; x < length; x++)
            {
                Ink next = _inks[(y * Width) + x];
                if (isColoured && next != ink)
                    text.Append(Code(ink = next));
                text.Append(_characters[(y * Width) + x]);
            }

            if (ink != Ink.Plain)
                text.Append(Code(Ink.Plain));
            text.Append(y == Height - 1 ? "\e[K" : "\e[K\r\n");
        }
    }

    private ReadOnlySpan<char> Line(int y) => _characters.AsSpan(y * Width, Width).TrimEnd(' ');

    private static string Code(Ink ink) => ink switch
    {
        Ink.Dim => "\e[0;2m",
        Ink.Strong => "\e[0;1m",
        Ink.Good => "\e[0;32m",
        Ink.Bad => "\e[0;1;31m",
        Ink.Warning => "\e[0;33m",
        Ink.Buy => "\e[0;36m",
        Ink.Sell => "\e[0;35m",
        _ => "\e[0m",
    };
}

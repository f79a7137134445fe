using System.Text;

namespace Engine.Native.Status.View.Painting;

/// <summary>
/// The terminal while the live view has it: another screen buffer without cursor, each frame one write, and everything as it
/// was before when this is disposed, also after a signal.
/// </summary>
internal sealed class Terminal : IDisposable
{
    private readonly Stream _output;
    private readonly bool _isColoured;
    private readonly StringBuilder _text = new();
    private int _restored;

    public Terminal(Stream output, bool isColoured)
    {
        _output = output;
        _isColoured = isColoured;
        Write("\e[?1049h\e[?25l\e[2J");
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    /// <summary>Whether standard output is a terminal that can be drawn on.</summary>
    public static bool IsInteractive => !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    /// <summary>Whether colours are wanted: https://no-color.org.</summary>
    public static bool IsColourWanted => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>Its size in characters; 100 by 30 where that cannot be told.</summary>
    public static (int Width, int Height) Size
    {
        get
        {
            try
            {
                int width = Console.WindowWidth;
                int height = Console.WindowHeight;
                return width > 0 && height > 0 ? (width, height) : (100, 30);
            }
            catch (IOException)
            {
                return (100, 30);
            }
        }
    }

    /// <summary>Shows a frame. The terminal holds its picture back until the frame is complete, where it can.</summary>
    public void Show(Canvas canvas)
    {
        _text.Clear().Append("\e[?2026h");
        canvas.AppendAnsi(_text, _isColoured);
        _text.Append("\e[?2026l");
        Write(_text.ToString());
    }

    /// <summary>Gives the terminal back as it was.</summary>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        Restore();
    }

    private void OnExit(object? sender, EventArgs e) => Restore();

    private void Restore()
    {
        if (Interlocked.Exchange(ref _restored, 1) == 0)
            Write("\e[0m\e[?25h\e[?1049l");
    }

    private void Write(string text) => _output.Write(Encoding.UTF8.GetBytes(text));
}

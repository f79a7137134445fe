using System.Text;

namespace Engine.Tests.EndToEnd.Stage;

/// <summary>Text that one thread writes while another reads it.</summary>
internal sealed class Transcript : TextWriter
{
    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (_text)
            _text.Append(value);
    }

    public override void Write(string? value)
    {
        lock (_text)
            _text.Append(value);
    }

    public override void WriteLine(string? value) => Write(value + "\n");

    public bool Holds(string words) => ToString().Contains(words, StringComparison.Ordinal);

    public override string ToString()
    {
        lock (_text)
            return _text.ToString();
    }
}

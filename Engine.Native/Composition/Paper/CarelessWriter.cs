using System.Text;

namespace Engine.Native.Composition.Paper;

/// <summary>Words for people: when nobody can be told, because the terminal, the pipe or the disk behind it is gone, the session goes on untold.</summary>
internal sealed class CarelessWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public static TextWriter Over(TextWriter inner) => new CarelessWriter(inner);

    public override void Write(char value) => Write(value.ToString());

    public override void WriteLine(string? value) => Write(value + Environment.NewLine);

    public override void Write(string? value)
    {
        try
        {
            inner.Write(value);
        }
        catch (Exception e) when (IsUntold(e))
        {
            // The exit code and the journal still tell.
        }
    }

    /// <summary>Whether an exception means that an output cannot take words.</summary>
    public static bool IsUntold(Exception e) => e is IOException or UnauthorizedAccessException or ObjectDisposedException;
}

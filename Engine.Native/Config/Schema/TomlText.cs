using System.Globalization;
using System.Text;

namespace Engine.Native.Config.Schema;

/// <summary>Values as TOML writes them.</summary>
internal static class TomlText
{
    /// <summary>The shortest form that reads back to the same number, always recognisable as a float.</summary>
    internal static string Of(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E') >= 0 ? text : text + ".0";
    }

    /// <summary>A basic string.</summary>
    internal static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (char.IsControl(c)) quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else quoted.Append(c);
        }
        return quoted.Append('"').ToString();
    }
}

namespace Engine.Native.Config;

/// <summary>A <c>.env</c> file: lines of <c>KEY=VALUE</c>, with comments, quotes and an optional <c>export</c> before the key.</summary>
public static class EnvFile
{
    /// <summary>The file's name in the working directory.</summary>
    public const string Name = ".env";

    /// <summary>Reads a file; an absent one is empty. False when it is there and cannot be read or understood; the message shows no value.</summary>
    public static bool TryRead(string path, out IReadOnlyDictionary<string, string> values, out string problem)
    {
        values = new Dictionary<string, string>();
        problem = "";
        try
        {
            return !File.Exists(path) || TryParse(File.ReadAllText(path), path, out values, out problem);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            problem = $"{path}: cannot be read ({e.Message}): `chmod 600` it as its owner, or set the variables in the environment";
            return false;
        }
    }

    /// <summary>Reads the text of a file. A later line for a key wins, as in a shell.</summary>
    public static bool TryParse(string text, string path, out IReadOnlyDictionary<string, string> values, out string problem)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        values = found;
        problem = "";
        var number = 0;
        foreach (var raw in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            if (line.StartsWith("export ", StringComparison.Ordinal)) line = line[7..].TrimStart();
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !IsName(line.AsSpan(0, equals).TrimEnd()))
            {
                problem = $"{path}:{number}: expected KEY=VALUE with a key of letters, digits and '_'";
                return false;
            }
            if (!TryValue(line[(equals + 1)..].Trim(), out var value))
            {
                problem = $"{path}:{number}: the quote around the value is not closed, or something follows it";
                return false;
            }
            found[line[..equals].TrimEnd()] = value;
        }
        return true;
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
            if (!char.IsAsciiLetterOrDigit(c) && c != '_') return false;
        return !char.IsAsciiDigit(name[0]);
    }

    private static bool TryValue(string text, out string value)
    {
        value = text;
        if (text.Length == 0) return true;
        if (text[0] is '"' or '\'')
        {
            var close = text.IndexOf(text[0], 1);
            if (close < 0) return false;
            value = text[1..close];
            var rest = text.AsSpan(close + 1).TrimStart();
            return rest.Length == 0 || rest[0] == '#';
        }
        // A comment begins at a # with a blank before it; a # inside a value belongs to the value.
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '#' || (i > 0 && !char.IsWhiteSpace(text[i - 1]))) continue;
            value = text[..i].TrimEnd();
            break;
        }
        return true;
    }
}

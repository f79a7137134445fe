namespace Engine.Core.Venue.Faults;

/// <summary>Names with a star for any text, the empty one included.</summary>
internal static class Pattern
{
    /// <summary>Whether a name fits; no pattern fits every name.</summary>
    public static bool Fits(string? pattern, string name)
    {
        if (pattern is null)
            return true;
        int star = pattern.IndexOf('*');
        if (star < 0)
            return pattern == name;
        if (!name.StartsWith(pattern[..star], StringComparison.Ordinal))
            return false;
        string rest = pattern[(star + 1)..];
        for (int from = star; from <= name.Length; from++)
        {
            if (Fits(rest, name[from..]))
                return true;
        }

        return false;
    }
}

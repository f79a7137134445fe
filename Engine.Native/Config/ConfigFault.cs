namespace Engine.Native.Config;

/// <summary>One thing wrong in a configuration file, said so that it can be corrected without a manual.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Line">Its line, from 1; 0 when the fault is the file itself or something absent.</param>
/// <param name="Key">Section and key, such as <c>risk.price_collar</c>; empty when the fault is the file itself.</param>
/// <param name="Found">What is there; the value of a key that may be a credential is never shown.</param>
/// <param name="Expected">What should be there.</param>
/// <param name="Nearest">The known name that an unknown one most resembles; empty when none does.</param>
public sealed record ConfigFault(string File, int Line, string Key, string Found, string Expected, string Nearest = "")
{
    /// <summary>The fault as one line: <c>file:line: key: found ..., expected ...</c></summary>
    public override string ToString()
    {
        var place = Line > 0 ? $"{File}:{Line}" : File;
        var subject = Key.Length > 0 ? $"{place}: {Key}" : place;
        var hint = Nearest.Length > 0 ? $" (did you mean {Nearest}?)" : "";
        return $"{subject}: found {Found}, expected {Expected}{hint}";
    }
}

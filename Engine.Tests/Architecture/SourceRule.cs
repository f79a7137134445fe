using System.Text.RegularExpressions;

namespace Engine.Tests.Architecture;

/// <summary>Something that does not stand in the sources.</summary>
/// <param name="Name">What it is, for the message.</param>
/// <param name="Pattern">How a line shows it.</param>
/// <param name="Applies">In which files it matters.</param>
/// <param name="Example">A line that breaks the rule: the positive control.</param>
internal sealed record SourceRule(string Name, Regex Pattern, Func<string, bool> Applies, string Example)
{
    public IEnumerable<string> Violations(string file, string[] lines)
    {
        if (!Applies(file))
            yield break;
        for (int i = 0; i < lines.Length; i++)
        {
            if (Pattern.IsMatch(lines[i]))
                yield return $"{file}({i + 1}): {Name}: {lines[i].Trim()}";
        }
    }
}

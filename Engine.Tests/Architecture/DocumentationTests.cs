using System.Text.RegularExpressions;
using System.Xml.Linq;
using Engine.Core.Primitives;
using Xunit;

namespace Engine.Tests.Architecture;

/// <summary>The documentation file of Engine.Core, as an editor shows it.</summary>
public partial class DocumentationTests
{
    [Fact]
    public void Every_public_type_says_in_a_sentence_what_it_is()
    {
        Dictionary<string, string> summaries = Summaries();
        Type[] types = typeof(Price).Assembly.GetExportedTypes();
        Assert.NotEmpty(types);
        Verdict.None(types.Select(type => Fault(type.Name.Split('`')[0], summaries.GetValueOrDefault($"T:{type.FullName!.Replace('+', '.')}")) is { } fault ? $"{type}: {fault}" : null).OfType<string>());
    }

    [Fact]
    public void Every_summary_of_a_member_ends_as_a_sentence() =>
        Verdict.None(Summaries().Where(pair => pair.Value.Length > 0 && !EndsAsSentence(pair.Value)).Select(pair => $"{pair.Key}: '{pair.Value}'"));

    [Theory] // the positive control
    [InlineData(null)]
    [InlineData("")]
    [InlineData("A ring without a full stop at its end")]
    [InlineData("The ring buffer.")]
    public void A_summary_that_says_nothing_is_found(string? summary) => Assert.NotNull(Fault("RingBuffer", summary));

    [Fact]
    public void A_summary_that_says_something_passes() => Assert.Null(Fault("RingBuffer", "Slots that are claimed, filled and published in order."));

    private static string? Fault(string name, string? summary)
    {
        if (string.IsNullOrEmpty(summary))
            return "has no summary";
        if (!EndsAsSentence(summary))
            return $"the summary does not end as a sentence: '{summary}'";
        string[] ofName = [.. Words().Matches(name).Select(m => m.Value.ToLowerInvariant())];
        string[] more = [.. Words().Matches(summary).Select(m => m.Value.ToLowerInvariant()).Except([.. ofName, "a", "an", "the", "of", "for", "is"])];
        return more.Length == 0 ? $"the summary only restates the name: '{summary}'" : null;
    }

    private static bool EndsAsSentence(string text) => text.TrimEnd(')', '"')[^1] is '.' or '?';

    private static Dictionary<string, string> Summaries() =>
        XDocument.Load(Assemblies.PathOf("Engine.Core.xml")).Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => Text(member.Element("summary")!));

    private static string Text(XElement summary)
    {
        IEnumerable<string> parts = summary.DescendantNodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement reference => reference.Attribute("cref")?.Value ?? reference.Attribute("name")?.Value ?? "",
            _ => "",
        });
        return Spaces().Replace(string.Concat(parts), " ").Trim();
    }

    [GeneratedRegex("[A-Z]?[a-z0-9]+|[A-Z]+")]
    private static partial Regex Words();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

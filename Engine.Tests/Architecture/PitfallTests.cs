using System.Reflection;
using System.Text.RegularExpressions;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Architecture;

/// <summary>The table of docs/pitfalls.md and the tests that carry its numbers.</summary>
public partial class PitfallTests
{
    [Fact]
    public void Every_row_of_the_table_has_a_test() => Verdict.None(Rows().Except(Covered()).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_number_at_a_test_is_a_row_of_the_table() => Verdict.None(Covered().Except(Rows()).Order(StringComparer.Ordinal));

    [Fact] // the positive control
    public void The_numbers_at_this_suite_are_seen()
    {
        Assert.Contains("T08", Covered());
        Assert.InRange(Rows().Count, 50, 64);
    }

    private static HashSet<string> Rows() =>
        [.. Repository.TextOf("docs/pitfalls.md").Split('\n').Select(line => Row().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value)];

    private static HashSet<string> Covered() =>
    [
        .. from type in typeof(PitfallTests).Assembly.GetTypes()
           from member in type.GetMethods().Append<MemberInfo>(type)
           from pitfall in member.GetCustomAttributes<PitfallAttribute>(inherit: false)
           select pitfall.Row,
    ];

    [GeneratedRegex(@"^\| (T\d\d[a-f]?) \|")]
    private static partial Regex Row();
}

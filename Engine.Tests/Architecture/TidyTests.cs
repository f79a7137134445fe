using System.Text.RegularExpressions;
using Xunit;

namespace Engine.Tests.Architecture;

/// <summary>House rules that a compiler does not know. The forbidden words are put together from parts, or this file would break them.</summary>
public class TidyTests
{
    private const int LongestFile = 400;

    private static readonly string[] TextFiles =
        [".cs", ".csproj", ".props", ".targets", ".slnx", ".md", ".sh", ".json", ".toml", ".yml", ".yaml", ".editorconfig", ".gitignore", ".ci/run", "LICENSE"];

    private static readonly string[] EmptyNames =
        ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Service", "Services", "Processor", "Impl", "Data", "Info", "Base", "Misc", "Common"];

    // Checks of the machine's processors, not something that processes.
    private static readonly string[] GoodNames = ["ProcessorChecks"];

    private static readonly SourceRule[] Rules =
    [
        new("unfinished work", Words("TO" + "DO", "FIX" + "ME", "HA" + "CK", "X" + "XX"), _ => true, "// TO" + "DO: later"),
        new("unfinished work", Words("NotImplemented" + "Exception"), _ => true, "throw new NotImplemented" + "Exception();"),
        new("tab", new Regex("\t"), _ => true, "\tint x;"),
        new("space at the end of the line", new Regex("[ \r]$"), _ => true, "int x; "),
        new("path of some machine", new Regex("(?<![\\w.:/}])/(" + "work|root|tmp|home|Users)(?![\\w-])"), _ => true, "cd /" + "tmp/build"),
        new("path of some machine", new Regex("\\b[A-Z]:" + @"\\\w"), IsCode, "var path = @\"C:" + "\\temp\";"),
        new("sleeping instead of waiting for something", Words("Thread" + @"\.Sleep", "Task" + @"\.Delay"), IsTest, "await Task" + ".Delay(10);"),
        new("warning switched off without a reason", new Regex("#pragma warning " + @"disable \w+\s*$"), IsCode, "#pragma warning " + "disable CA1000"),
    ];

    public static TheoryData<string> RuleNames => [.. Rules.Select(rule => $"{rule.Name}: {rule.Example}")];

    [Fact]
    public void The_sources_are_found()
    {
        Assert.Contains("Engine.Core/Primitives/Price.cs", Files());
        Assert.Contains("Engine.Tests/Architecture/TidyTests.cs", Files());
        Assert.DoesNotContain(Files(), file => file.StartsWith("artifacts/", StringComparison.Ordinal));
    }

    [Fact]
    public void No_line_breaks_a_house_rule() =>
        Verdict.None(Files().SelectMany(file => Rules.SelectMany(rule => rule.Violations(file, Repository.TextOf(file).Split('\n')))));

    [Theory] // the positive control
    [MemberData(nameof(RuleNames))]
    public void A_line_that_breaks_a_rule_is_found(string name)
    {
        SourceRule rule = Rules.Single(r => $"{r.Name}: {r.Example}" == name);
        Assert.Single((string[])[.. rule.Violations("Engine.Tests/Any.cs", ["fine", rule.Example])]);
        Assert.Empty(rule.Violations("Engine.Tests/Any.cs", ["a framework/work, https://host/home, ./tmpfile, the root/leaf"]));
    }

    [Fact]
    public void Every_file_ends_with_one_line_end() =>
        Verdict.None(Files().Where(file => Repository.TextOf(file) is { Length: > 0 } text && (!text.EndsWith('\n') || text.EndsWith("\n\n", StringComparison.Ordinal))));

    [Fact]
    public void No_file_of_the_product_is_longer_than_can_be_read_at_one_sitting() =>
        Verdict.None(from file in Files()
                     where IsProduct(file)
                     let lines = Repository.TextOf(file).Count(c => c == '\n')
                     where lines > LongestFile
                     select $"{file}: {lines} lines");

    [Fact]
    public void A_namespace_is_its_folder() =>
        Verdict.None(from file in Files()
                     where IsCode(file)
                     let declared = Regex.Match(Repository.TextOf(file), @"^namespace ([\w.]+);", RegexOptions.Multiline).Groups[1].Value
                     let folder = Path.GetDirectoryName(file)!.Replace('/', '.')
                     where declared != folder && !(declared.Length == 0 && file.EndsWith("/Program.cs", StringComparison.Ordinal))
                     select $"{file}: namespace {declared}");

    [Fact]
    public void No_type_of_the_product_has_a_name_that_says_nothing()
    {
        Assert.Contains(TypesOfTheProduct(), type => type.Name == "RingBuffer`1");
        Verdict.None(TypesOfTheProduct().Where(SaysNothing).Select(type => type.ToString()));
    }

    [Theory]
    [InlineData("OrderManager", true)]
    [InlineData("Outer+JsonHelper", true)]
    [InlineData("IOrderService", true)]
    [InlineData("ParserBase`1", true)]
    [InlineData("MarketDataInfo", true)]
    [InlineData("Database", false)]
    [InlineData("Baseline", false)]
    [InlineData("RingBuffer`1", false)]
    public void Names_are_judged_by_their_words(string name, bool saysNothing) => Assert.Equal(saysNothing, SaysNothing(new TypeName("Engine.Core.Any", name)));

    private static IEnumerable<TypeName> TypesOfTheProduct() =>
        Assemblies.Core.Concat(Assemblies.Native).Select(use => use.From).Distinct()
            .Where(type => type.Namespace.StartsWith("Engine.", StringComparison.Ordinal) && !type.Name.Contains('<', StringComparison.Ordinal));

    private static bool SaysNothing(TypeName type) =>
        !GoodNames.Contains(type.Name) && Regex.Matches(type.Name, "[A-Z][a-z0-9]*").Select(word => word.Value).Intersect(EmptyNames).Any();

    private static IReadOnlyList<string> Files()
    {
        _ = Repository.Root;
        return [.. Repository.Files.Where(file => TextFiles.Any(end => file.EndsWith(end, StringComparison.Ordinal)))];
    }

    private static bool IsCode(string file) => file.EndsWith(".cs", StringComparison.Ordinal);

    private static bool IsTest(string file) => IsCode(file) && file.StartsWith("Engine.Tests/", StringComparison.Ordinal);

    private static bool IsProduct(string file) => IsCode(file) && !IsTest(file);

    private static Regex Words(params string[] words) => new($@"\b({string.Join('|', words)})\b");
}

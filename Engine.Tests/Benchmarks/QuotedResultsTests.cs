using Engine.Tests.Architecture;
using Xunit;

namespace Engine.Tests.Benchmarks;

/// <summary>
/// The README quotes the committed tables word for word. To renew the quotation after <c>./run.sh bench --record</c>, run this test with
/// RENEW_README=1 in the environment: it writes the block and passes.
/// </summary>
public class QuotedResultsTests
{
    private const string Begin = "<!-- results -->\n";
    private const string End = "<!-- end of results -->";
    private const string Results = "Engine.Bench/results/";

    [Fact]
    public void The_readme_quotes_the_committed_tables()
    {
        _ = Repository.Root;
        string readme = Repository.TextOf("README.md");
        string expected = Quotation(Repository.Files.Where(IsTable).Select(Repository.TextOf));
        if (Environment.GetEnvironmentVariable("RENEW_README") == "1")
            File.WriteAllText(Path.Combine(Repository.Root, "README.md"), With(readme, expected));
        else
            Assert.True(Block(readme) == expected, "README.md and Engine.Bench/results differ: RENEW_README=1 ./run.sh test -class \"*QuotedResultsTests\" writes the quotation anew");
    }

    [Fact]
    public void There_are_tables_and_each_says_what_was_measured_where()
    {
        _ = Repository.Root;
        string[] tables = [.. Repository.Files.Where(IsTable)];
        Assert.NotEmpty(tables);
        Assert.All(tables, table => Assert.Matches(@"^# \w+\n\ncommit [0-9a-f]{7,}( with changes)? · \.NET .*NativeAOT.* · .+ cores · .+\n\n\| Method \|", Repository.TextOf(table)));
    }

    [Fact] // the positive control
    public void A_changed_figure_is_a_difference()
    {
        const string Table = "# Ring\n\ncommit abcdef0 · .NET\n\n| Method | Median |\n| --- | ---: |\n| A | 2.9 ns |\n";
        string readme = With($"before\n{Begin}{End}\nafter\n", Quotation([Table]));
        Assert.Equal(Quotation([Table]), Block(readme));
        Assert.NotEqual(Quotation([Table.Replace("2.9", "2.8", StringComparison.Ordinal)]), Block(readme));
        Assert.StartsWith("before\n", readme, StringComparison.Ordinal);
        Assert.EndsWith("after\n", readme, StringComparison.Ordinal);
    }

    private static bool IsTable(string file) => file.StartsWith(Results, StringComparison.Ordinal) && file.EndsWith(".md", StringComparison.Ordinal);

    // The tables' headings go two levels down, below the README's own.
    private static string Quotation(IEnumerable<string> tables) => string.Join('\n', tables.Select(table => "##" + table));

    private static string Block(string readme) => readme[BlockStart(readme)..readme.IndexOf(End, StringComparison.Ordinal)];

    private static string With(string readme, string block) =>
        readme[..BlockStart(readme)] + block + readme[readme.IndexOf(End, StringComparison.Ordinal)..];

    private static int BlockStart(string readme) => readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
}

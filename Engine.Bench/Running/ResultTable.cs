using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using BenchmarkDotNet.Reports;

namespace Engine.Bench.Running;

/// <summary>The committed table of one suite: what was measured, of which commit, by which runtime, on which machine.</summary>
internal static partial class ResultTable
{
    private static readonly string[] Hidden = ["Mean", "Toolchain", "Job"];

    /// <summary>Writes the table below <c>results</c>, in the processor's folder; returns its path.</summary>
    public static string Write(Summary summary)
    {
        string suite = summary.BenchmarksCases[0].Descriptor.Type.Name.Replace("Benchmarks", "", StringComparison.Ordinal);
        string processor = summary.HostEnvironmentInfo.Cpu.Value?.ProcessorName ?? "unknown processor";
        string folder = Path.Combine("Engine.Bench", "results", FolderName($"{processor} {Environment.ProcessorCount} cores"));
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, suite + ".md");
        File.WriteAllText(path, Text(summary, suite, processor));
        return path;
    }

    /// <summary>A processor's name as a folder's: small letters, digits and single dashes.</summary>
    public static string FolderName(string processor) => Others().Replace(processor.ToLowerInvariant(), "-").Trim('-');

    private static string Text(Summary summary, string suite, string processor)
    {
        string runtime = summary.Reports[0].GetRuntimeInfo() ?? "unknown";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {suite}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"commit {Commit()} · {runtime} · {processor}, {Environment.ProcessorCount} cores · {RuntimeInformation.OSDescription}\n\n");
        string[][] rows = summary.Table.FullContent;
        int[] columns =
        [
            .. Enumerable.Range(0, summary.Table.ColumnCount)
                .Where(column => summary.Table.Columns[column].NeedToShow && !Hidden.Contains(summary.Table.FullHeader[column])),
        ];
        Line(text, columns.Select(column => summary.Table.FullHeader[column]));
        Line(text, columns.Select(column => summary.Table.Columns[column].IsNumeric() ? "---:" : "---"));
        foreach (string[] row in rows)
            Line(text, columns.Select(column => row[column]));
        return text.ToString();
    }

    private static bool IsNumeric(this SummaryTable.SummaryTableColumn column) => column.Justify == SummaryTable.SummaryTableColumn.TextJustification.Right;

    private static void Line(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    // A tree with changes is not the commit it began from.
    private static string Commit() => $"{Git("rev-parse --short HEAD")}{(Git("status --porcelain --untracked-files=no -- . :!README.md :!Engine.Bench/results").Length > 0 ? " with changes" : "")}";

    private static string Git(string arguments)
    {
        using Process git = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true })!;
        string output = git.StandardOutput.ReadToEnd().Trim();
        git.WaitForExit();
        return output;
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Others();
}

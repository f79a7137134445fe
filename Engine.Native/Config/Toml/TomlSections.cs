using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Engine.Native.Config.Toml;

/// <summary>
/// Lowers a TOML document to sections of keys and values with their lines. It works on the parser's syntax tree, because that
/// keeps positions and needs no reflection; what the names mean is the schema's business.
/// </summary>
internal sealed class TomlSections
{
    private readonly string _file;
    private readonly List<ConfigFault> _faults;
    private readonly List<RawSection> _sections = [];
    private readonly HashSet<string> _headers = [];

    private TomlSections(string file, List<ConfigFault> faults) => (_file, _faults) = (file, faults);

    /// <summary>Reads a document. Faults of syntax end the reading: behind them the tree is a guess.</summary>
    internal static IReadOnlyList<RawSection> Read(string text, string file, List<ConfigFault> faults)
    {
        if (!TryParse(text, file, faults, out var document)) return [];
        var reading = new TomlSections(file, faults);
        foreach (var item in document.KeyValues) reading.Lower([], item);
        foreach (var table in document.Tables) reading.Lower(table);
        return reading._sections;
    }

    private static bool TryParse(string text, string file, List<ConfigFault> faults, out DocumentSyntax document)
    {
        document = null!;
        try
        {
            document = SyntaxParser.Parse(text, file, validate: false);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The parser reports what is wrong, except for nesting beyond its depth and for a file that ends behind a backslash: those it throws.
            faults.Add(new ConfigFault(file, 0, "", $"a document the parser gives up on ({e.GetType().Name})", "sections, keys and plain values, every quote closed"));
            return false;
        }
        if (document.HasErrors) ReportSyntax(document, text.Split('\n'), file, faults);
        return !document.HasErrors;
    }

    private static void ReportSyntax(DocumentSyntax document, string[] lines, string file, List<ConfigFault> faults)
    {
        var lastLine = 0;
        foreach (var message in document.Diagnostics)
        {
            var line = message.Span.Start.Line + 1;
            if (line == lastLine) continue;
            lastLine = line;
            // The parser's message may quote the line, and the line may hold a secret.
            var key = line <= lines.Length ? lines[line - 1].Split('=')[0] : "";
            faults.Add(CredentialNames.Match(key)
                ? new ConfigFault(file, line, key.Trim(), CredentialNames.Found, CredentialNames.Expected)
                : new ConfigFault(file, line, "", $"a TOML syntax error ({message.Message})", "TOML: text in double quotes, one key a line"));
        }
    }

    private void Lower(TableSyntaxBase table)
    {
        var path = PathOf(table.Name);
        var line = LineOf(table);
        var header = string.Join('.', path);
        if (path.Count == 1 && table is TableArraySyntax)
            _sections.Add(new RawSection(header, line, repeated: true));
        else if (!_headers.Add(header))
            Report(line, header, "this section for the second time", "each [section] once");
        else if (path.Count == 1 && _sections.All(known => known.Name != header))
            _sections.Add(new RawSection(header, line, repeated: false));
        foreach (var item in table.Items) Lower(path, item);
    }

    private void Lower(List<string> prefix, KeyValueSyntax item)
    {
        List<string> path = [.. prefix, .. PathOf(item.Key)];
        var line = LineOf(item);
        if (item.Value is InlineTableSyntax table)
        {
            foreach (var inner in table.Items)
                if (inner.KeyValue is { } pair) Lower(path, pair);
        }
        else if (path.Count == 1 && item.Value is ArraySyntax array && array.Items.All(element => element.Value is InlineTableSyntax))
            LowerArray(path[0], line, array);
        else
            Add(path, line, item.Value);
    }

    private void LowerArray(string name, int line, ArraySyntax array)
    {
        foreach (var element in array.Items)
        {
            _sections.Add(new RawSection(name, line, repeated: true));
            foreach (var inner in ((InlineTableSyntax)element.Value!).Items)
                if (inner.KeyValue is { } pair) Lower([name], pair);
        }
    }

    private void Add(List<string> path, int line, ValueSyntax? value)
    {
        var key = string.Join('.', path);
        if (CredentialNames.Match(key))
            Report(line, key, CredentialNames.Found, CredentialNames.Expected);
        else if (SectionOf(path, line).Add(new RawEntry(string.Join('.', path.Skip(1)), line, RawValue.From(value))) is { } firstLine)
            Report(line, key, "this key for the second time", $"each key once (the first is in line {firstLine})");
    }

    /// <summary>A key without a section becomes a section's name without a key, which no schema knows.</summary>
    private RawSection SectionOf(List<string> path, int line)
    {
        var section = _sections.FindLast(known => known.Name == path[0]);
        if (section is not null) return section;
        section = new RawSection(path[0], line, repeated: false);
        _sections.Add(section);
        return section;
    }

    private void Report(int line, string key, string found, string expected) => _faults.Add(new ConfigFault(_file, line, key, found, expected));

    private static int LineOf(SyntaxNode node) => node.Span.Start.Line + 1;

    private static List<string> PathOf(KeySyntax? key)
    {
        List<string> path = [];
        if (key is null) return path;
        path.Add(NameOf(key.Key));
        foreach (var item in key.DotKeys) path.Add(NameOf(item.Key));
        return path;
    }

    private static string NameOf(BareKeyOrStringValueSyntax? key) => key switch
    {
        BareKeySyntax bare => bare.Key?.Text ?? "",
        StringValueSyntax quoted => quoted.Value ?? "",
        _ => "",
    };
}

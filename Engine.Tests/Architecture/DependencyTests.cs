using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using Xunit;

namespace Engine.Tests.Architecture;

/// <summary>What the product stands on. A new line here is a decision, with its reason in the README.</summary>
public class DependencyTests
{
    // Those of the project file and what they bring along.
    private static readonly string[] ApprovedPackages =
    [
        "HdrHistogram/2.5.0",
        "Microsoft.Data.Sqlite.Core/11.0.0",
        "Microsoft.Data.Sqlite/11.0.0",
        "SQLite/3.53.4",
        "SQLitePCLRaw.bundle_e_sqlite3/3.0.5",
        "SQLitePCLRaw.config.e_sqlite3/3.0.5",
        "SQLitePCLRaw.core/3.0.5",
        "SQLitePCLRaw.provider.e_sqlite3/3.0.5",
        "System.CommandLine/3.0.0",
        "Tomlyn/2.10.2",
    ];

    [Fact]
    public void The_core_stands_on_the_base_class_library_alone()
    {
        IReadOnlyList<string> references = References("Engine.Core.dll");
        Assert.Contains("System.Runtime", references);
        Verdict.None(references.Where(name => !IsBaseClassLibrary(name)));
    }

    [Fact]
    public void The_executable_names_only_assemblies_of_the_approved_packages_and_frameworks()
    {
        IReadOnlyList<string> references = References("engine.dll");
        Assert.Contains("System.Runtime", references);
        string[] beginnings = ["Engine.Core", "Microsoft.AspNetCore", "Microsoft.Extensions.", .. ApprovedPackages.Select(p => p.Split('/')[0])];
        Verdict.None(references.Where(name => !IsBaseClassLibrary(name) && !beginnings.Any(b => name.StartsWith(b, StringComparison.Ordinal))));
    }

    [Fact]
    public void The_packages_of_the_executable_are_the_approved_ones_in_the_approved_versions() =>
        Verdict.Same(ApprovedPackages, Packages("engine.deps.json"));

    [Fact] // the positive control
    public void The_tests_own_packages_are_told_from_the_approved_ones()
    {
        Assert.Contains(References("Engine.Tests.dll"), name => !IsBaseClassLibrary(name) && name.StartsWith("xunit.", StringComparison.Ordinal));
        Assert.Contains(Packages("Engine.Tests.deps.json"), name => name.StartsWith("CsCheck/", StringComparison.Ordinal));
    }

    private static bool IsBaseClassLibrary(string name)
    {
        // By where it lies, not by its name: packages may be called System.Something too.
        string folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return File.Exists(Path.Combine(folder, name + ".dll"));
    }

    private static IReadOnlyList<string> References(string file)
    {
        using var stream = File.OpenRead(Assemblies.PathOf(file));
        using var assembly = new PEReader(stream);
        MetadataReader reader = assembly.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name)).Order(StringComparer.Ordinal)];
    }

    private static IReadOnlyList<string> Packages(string file)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(Assemblies.PathOf(file)));
        IEnumerable<JsonProperty> libraries = json.RootElement.GetProperty("libraries").EnumerateObject();
        return [.. libraries.Where(l => l.Value.GetProperty("type").GetString() == "package").Select(l => l.Name).Order(StringComparer.Ordinal)];
    }
}

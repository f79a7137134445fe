using Xunit;

namespace Engine.Tests.Architecture;

public class LayeringTests
{
    [Fact]
    public void A_room_of_the_core_uses_rooms_of_lower_layers_only() => Verdict.None(Layers.Core.Violations(Assemblies.Core));

    [Fact]
    public void A_room_of_the_executable_uses_rooms_of_lower_layers_only() => Verdict.None(Layers.Native.Violations(Assemblies.Native));

    [Fact]
    public void The_check_sees_the_edges_that_are_there()
    {
        var edges = Layers.Core.Edges(Assemblies.Core).Select(edge => (edge.From, edge.To)).ToHashSet();
        Assert.Contains(("Events", "Primitives"), edges);
        Assert.DoesNotContain(("Primitives", "Events"), edges);
        Assert.Contains(("Hosting", "Net"), Layers.Native.Edges(Assemblies.Native).Select(edge => (edge.From, edge.To)));
    }

    [Fact]
    public void The_check_sees_every_folder_of_both_projects()
    {
        Assert.Equal(Folders("Engine.Core"), Rooms(Layers.Core, Assemblies.Core));
        Assert.Equal(Folders("Engine.Native"), Rooms(Layers.Native, Assemblies.Native).Where(room => room != "Program"));
    }

    [Fact] // the positive control: the same check on a table in which every downward use is an upward one
    public void With_the_table_upside_down_the_check_complains()
    {
        IReadOnlyList<string> violations = Layers.Core.UpsideDown().Violations(Assemblies.Core);
        Assert.Contains(violations, text => text.StartsWith("Events may not use Primitives", StringComparison.Ordinal));
        violations = Layers.Native.UpsideDown().Violations(Assemblies.Native);
        Assert.Contains(violations, text => text.StartsWith("Hosting may not use Net", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_that_is_not_in_the_table_must_be_placed() =>
        Assert.Contains(Layers.Core.Without("Memory").Violations(Assemblies.Core), text => text.StartsWith("Engine.Core/Memory has no place", StringComparison.Ordinal));

    [Theory] // every kind of reference that a compiled type can make, seen in a type made for it
    [InlineData(nameof(Samples.InBase))]
    [InlineData(nameof(Samples.InInterface))]
    [InlineData(nameof(Samples.InConstraint<>))]
    [InlineData(nameof(Samples.InField))]
    [InlineData(nameof(Samples.InGenericArgument))]
    [InlineData(nameof(Samples.InSignature))]
    [InlineData(nameof(Samples.InLocal))]
    [InlineData(nameof(Samples.InBody))]
    [InlineData(nameof(Samples.InGenericCall))]
    [InlineData(nameof(Samples.InCatch))]
    [InlineData(nameof(Samples.InAttribute))]
    [InlineData(nameof(Samples.InAttributeArgument))]
    [InlineData(nameof(Samples.InNestedType))]
    [InlineData(nameof(Samples.InLambda))]
    public void A_reference_is_seen_wherever_it_stands(string sample)
    {
        string[] targets = [nameof(Samples.Used), nameof(Samples.IUsed), nameof(Samples.UsedException), nameof(Samples.UsedAttribute)];
        string owner = $"{nameof(Samples)}+{sample}";
        Assert.Contains(Assemblies.Tests, use =>
            (use.From.Name.StartsWith(owner + "`", StringComparison.Ordinal) || use.From.Name == owner || use.From.Name.StartsWith(owner + "+", StringComparison.Ordinal))
            && targets.Contains(use.Target.Name.Split('+')[^1]));
    }

    private static IEnumerable<string> Folders(string project)
    {
        _ = Repository.Root;
        return Repository.Files.Where(file => file.StartsWith(project + '/', StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
            .Select(file => file.Split('/')).Where(parts => parts.Length > 2).Select(parts => parts[1]).Distinct().Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Rooms(Layers layers, IEnumerable<Use> uses) =>
        uses.Select(use => layers.RoomOf(use.From)).OfType<string>().Distinct().Order(StringComparer.Ordinal);
}

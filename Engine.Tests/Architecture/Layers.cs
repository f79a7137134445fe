namespace Engine.Tests.Architecture;

/// <summary>
/// The layers of an assembly, lowest first: the one place where they stand for the tests. A room (the first folder below the
/// project) uses itself and rooms of lower layers; rooms of one layer do not know each other; every room must have its place.
/// </summary>
internal sealed class Layers(string root, string[][] lowestFirst)
{
    public static readonly Layers Core = new("Engine.Core",
    [
        ["Primitives"],
        ["Memory", "Stats"],
        ["Events"],
        ["Wire", "Market", "Accounts"],
        ["Quoting"],
        ["Orders"],
        ["Risk", "Journal"],
        ["Trading"],
        ["Link"],
        ["Venue", "Backtest"],
        ["Simulation", "Optimization", "Reports"],
    ]);

    public static readonly Layers Native = new("Engine.Native",
    [
        ["Linux"],
        ["Config", "Time"],
        ["Net", "Storage"],
        ["Hosting"],
        ["VenueServer", "Status", "Doctor"],
        ["Latency"],
        ["Commands"],
        ["Composition"],
        ["Program"],
    ]);

    public string Root => root;

    /// <summary>The same rooms upside down: what the positive control runs.</summary>
    public Layers UpsideDown() => new(root, [.. lowestFirst.Reverse()]);

    /// <summary>The rooms without one of them.</summary>
    public Layers Without(string room) => new(root, [.. lowestFirst.Select(layer => layer.Where(r => r != room).ToArray())]);

    /// <summary>
    /// The room of a type: the part of its namespace behind the root. Types outside are the program's entry point, which is a room
    /// of its own, and what the compiler makes, which has none.
    /// </summary>
    public string? RoomOf(TypeName type)
    {
        if (type.Namespace.StartsWith(root + '.', StringComparison.Ordinal))
            return type.Namespace[(root.Length + 1)..].Split('.')[0];
        if (type.Namespace == root || (type.Namespace.Length == 0 && !type.Name.StartsWith('<')))
            return type.Name.Split('+')[0];
        return null;
    }

    /// <summary>Edges between rooms, with an example of each.</summary>
    public IReadOnlyList<(string From, string To, Use Example)> Edges(IEnumerable<Use> uses) =>
    [
        .. from use in uses
           where use.IsLocal
           let pair = (From: RoomOf(use.From), To: RoomOf(use.Target))
           where pair.From is not null && pair.To is not null && pair.From != pair.To
           group use by pair into edge
           select (edge.Key.From, edge.Key.To, edge.First()),
    ];

    /// <summary>What breaks the rules, a sentence each.</summary>
    public IReadOnlyList<string> Violations(IEnumerable<Use> uses)
    {
        var list = uses as IReadOnlyCollection<Use> ?? [.. uses];
        IEnumerable<string> unplaced = from use in list
                                       let room = RoomOf(use.From)
                                       where room is not null && LayerOf(room) < 0
                                       group use by room into g
                                       select $"{root}/{g.Key} has no place in the table of layers ({g.First().From})";
        IEnumerable<string> upward = from edge in Edges(list)
                                     where LayerOf(edge.From) >= 0 && LayerOf(edge.To) >= LayerOf(edge.From)
                                     select $"{edge.From} may not use {edge.To}: {edge.Example.From} names {edge.Example.Text}";
        return [.. unplaced, .. upward];
    }

    private int LayerOf(string room) => Array.FindIndex(lowestFirst, layer => layer.Contains(room));
}

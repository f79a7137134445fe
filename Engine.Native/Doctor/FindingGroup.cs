namespace Engine.Native.Doctor;

/// <summary>Findings that belong together, such as everything about the clock.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Findings">In the order they are shown.</param>
public sealed record FindingGroup(string Title, IReadOnlyList<Finding> Findings);

namespace Engine.Tests.Architecture;

/// <summary>The compiled assemblies beside the tests, read once.</summary>
internal static class Assemblies
{
    private static readonly Lazy<IReadOnlyCollection<Use>> s_core = new(() => AssemblyUses.Of(PathOf("Engine.Core.dll")));
    private static readonly Lazy<IReadOnlyCollection<Use>> s_native = new(() => AssemblyUses.Of(PathOf("engine.dll")));
    private static readonly Lazy<IReadOnlyCollection<Use>> s_tests = new(() => AssemblyUses.Of(PathOf("Engine.Tests.dll")));

    public static IReadOnlyCollection<Use> Core => s_core.Value;

    public static IReadOnlyCollection<Use> Native => s_native.Value;

    public static IReadOnlyCollection<Use> Tests => s_tests.Value;

    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, file);
}

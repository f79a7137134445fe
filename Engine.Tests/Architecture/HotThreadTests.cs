using System.Runtime.CompilerServices;
using Xunit;

namespace Engine.Tests.Architecture;

/// <summary>No code that the hot thread runs is asynchronous: a continuation would move it to a thread nobody pinned.</summary>
public class HotThreadTests
{
    [Fact]
    public void No_code_of_the_hot_thread_awaits() => Verdict.None(StateMachines(Assemblies.Native).Where(IsHot).Select(type => $"{type} awaits"));

    [Fact]
    public void No_code_of_the_core_awaits() => Verdict.None(StateMachines(Assemblies.Core).Select(type => $"{type} awaits"));

    [Fact] // the positive control
    public void An_async_method_is_found_in_the_type_that_has_it() =>
        Assert.Contains(StateMachines(Assemblies.Tests), type => type.Name.StartsWith($"{nameof(HotThreadTests)}+<{nameof(Awaits)}>", StringComparison.Ordinal));

    [Theory]
    [InlineData("Engine.Native.Net", "WsConnection+<Run>d__1", true)]
    [InlineData("Engine.Native.Net.Tls", "Anything", true)]
    [InlineData("Engine.Native.Hosting", "HotThread", true)]
    [InlineData("Engine.Native.Hosting", "HotLoop`1+<>c+<<Run>b__0>d", true)]
    [InlineData("Engine.Native.Hosting", "QuoteThread`1+<Run>d__1", true)]
    [InlineData("Engine.Native.Composition", "HotStatusFeed`1", true)]
    [InlineData("Engine.Native.VenueServer", "VenueHost+<Run>d__1", false)]
    [InlineData("Engine.Native.Networks", "Anything", false)]
    public void The_hot_thread_runs_the_network_the_hosting_and_what_is_called_hot(string space, string name, bool isHot) =>
        Assert.Equal(isHot, IsHot(new TypeName(space, name)));

    private static bool IsHot(TypeName type) =>
        Layers.Native.RoomOf(type) is "Net" or "Hosting" || type.Name.StartsWith("Hot", StringComparison.Ordinal);

    // A state machine implements the interface; one that the runtime makes leaves only the helpers it awaits with.
    private static IEnumerable<TypeName> StateMachines(IEnumerable<Use> uses) =>
        uses.Where(use => use.Target.Namespace == typeof(IAsyncStateMachine).Namespace && use.Target.Name is nameof(IAsyncStateMachine) or "AsyncHelpers")
            .Select(use => use.From).Distinct();

    internal static async Task<int> Awaits(Task<int> task) => await task + 1;
}

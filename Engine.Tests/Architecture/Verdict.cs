using Xunit;

namespace Engine.Tests.Architecture;

/// <summary>Failures that show all they found, a line each.</summary>
internal static class Verdict
{
    /// <summary>Fails when there is any violation.</summary>
    public static void None(IEnumerable<string> violations)
    {
        string[] list = [.. violations.Distinct().Order(StringComparer.Ordinal)];
        if (list.Length > 0)
            Assert.Fail($"{list.Length} found:\n{string.Join('\n', list)}");
    }

    /// <summary>Fails with the difference between what was approved and what is there.</summary>
    public static void Same(IEnumerable<string> approved, IEnumerable<string> actual)
    {
        string[] was = [.. approved];
        string[] now = [.. actual];
        string[] difference = [.. now.Except(was).Select(x => $"+ {x}"), .. was.Except(now).Select(x => $"- {x}")];
        if (difference.Length > 0)
            Assert.Fail($"differs from the approved list (+ is new, - is gone):\n{string.Join('\n', difference)}");
    }
}

using System.Globalization;
using System.Runtime.CompilerServices;
using Engine.Core.Primitives;
using Xunit;

namespace Engine.Tests.Support;

/// <summary>
/// One seed a test run, fresh each time and printed by every test that draws from it; the environment variable repeats a run.
/// A test's own sequence depends on the seed and its name, never on which tests ran before it.
/// </summary>
public static class Seeds
{
    public const string Variable = "ENGINE_TEST_SEED";

    /// <summary>The seed of this run.</summary>
    public static ulong Run { get; } = FromEnvironment() ?? (ulong)Random.Shared.NextInt64();

    /// <summary>The random sequence of the calling test.</summary>
    public static Prng Start([CallerMemberName] string test = "")
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"random test; repeat it with {Variable}={Run}");
        return For(Run, test);
    }

    /// <summary>The sequence a test gets under a seed.</summary>
    public static Prng For(ulong seed, string test)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in test)
            hash = (hash ^ c) * 1099511628211;
        return new Prng(seed ^ hash);
    }

    private static ulong? FromEnvironment()
    {
        string? text = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(text))
            return null;
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
            ? seed
            : throw new InvalidOperationException($"{Variable} is '{text}'; it must be an unsigned number");
    }
}

using Xunit.v3;

namespace Engine.Tests.Support;

/// <summary>
/// The test covers a row of docs/pitfalls.md: <c>[Pitfall("T07")]</c>. All tests of a row run by <c>./run.sh test -trait "Pitfall=T07"</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
internal sealed class PitfallAttribute(string row) : Attribute, ITraitAttribute
{
    public string Row => row;

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Pitfall", row)];
}

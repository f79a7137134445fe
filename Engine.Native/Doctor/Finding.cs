namespace Engine.Native.Doctor;

/// <summary>One line of the examination.</summary>
/// <param name="Name">The property.</param>
/// <param name="Value">What was found.</param>
/// <param name="Verdict">What it means.</param>
/// <param name="Advice">The command or setting that changes it; empty when there is nothing to change.</param>
public sealed record Finding(string Name, string Value, Verdict Verdict, string Advice)
{
    internal static Finding Good(string name, string value) => new(name, value, Verdict.Good, "");

    internal static Finding CouldBeBetter(string name, string value, string advice) => new(name, value, Verdict.CouldBeBetter, advice);

    internal static Finding Matters(string name, string value, string advice) => new(name, value, Verdict.Matters, advice);

    internal static Finding Unknown(string name, string value, string advice = "") => new(name, value, Verdict.Unknown, advice);
}

namespace Engine.Tests.Architecture;

/// <summary>One thing that the compiled code of a type names.</summary>
/// <param name="From">The type whose code it is.</param>
/// <param name="Target">The type that is named.</param>
/// <param name="Member">The member of it that is named; empty where it is the type alone.</param>
/// <param name="IsLocal">Whether both are in the same assembly.</param>
public readonly record struct Use(TypeName From, TypeName Target, string Member, bool IsLocal)
{
    /// <summary>What is named, as the rules write it: <c>System.DateTime::get_UtcNow</c>.</summary>
    public string Text => $"{Target}::{Member}";
}

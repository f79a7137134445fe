namespace Engine.Tests.Architecture;

/// <summary>A type in compiled code.</summary>
/// <param name="Namespace">Of the outermost type.</param>
/// <param name="Name">Nested types with the names of those around them: <c>Outer+Inner</c>.</param>
public readonly record struct TypeName(string Namespace, string Name)
{
    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";
}

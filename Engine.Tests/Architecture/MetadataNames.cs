using System.Reflection.Metadata;

namespace Engine.Tests.Architecture;

/// <summary>Names of types in the metadata of an assembly.</summary>
internal static class MetadataNames
{
    public static TypeName Of(MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        string name = reader.GetString(type.Name);
        if (type.GetDeclaringType() is { IsNil: false } outer)
        {
            TypeName around = Of(reader, outer);
            return around with { Name = $"{around.Name}+{name}" };
        }

        return new TypeName(reader.GetString(type.Namespace), name);
    }

    public static TypeName Of(MetadataReader reader, TypeReferenceHandle handle)
    {
        TypeReference type = reader.GetTypeReference(handle);
        string name = reader.GetString(type.Name);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            TypeName around = Of(reader, (TypeReferenceHandle)type.ResolutionScope);
            return around with { Name = $"{around.Name}+{name}" };
        }

        return new TypeName(reader.GetString(type.Namespace), name);
    }
}

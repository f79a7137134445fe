using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Engine.Tests.Architecture;

/// <summary>Decodes signatures for nothing but the types that they name, generic arguments and modifiers included.</summary>
internal sealed class SignatureWalk(Action<EntityHandle> found) : ISignatureTypeProvider<byte, object?>
{
    public byte GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Found(handle);

    public byte GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => Found(handle);

    public byte GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => Found(handle);

    public byte GetPrimitiveType(PrimitiveTypeCode typeCode) => 0;

    public byte GetArrayType(byte elementType, ArrayShape shape) => 0;

    public byte GetByReferenceType(byte elementType) => 0;

    public byte GetFunctionPointerType(MethodSignature<byte> signature) => 0;

    public byte GetGenericInstantiation(byte genericType, ImmutableArray<byte> typeArguments) => 0;

    public byte GetGenericMethodParameter(object? genericContext, int index) => 0;

    public byte GetGenericTypeParameter(object? genericContext, int index) => 0;

    public byte GetModifiedType(byte modifier, byte unmodifiedType, bool isRequired) => 0;

    public byte GetPinnedType(byte elementType) => 0;

    public byte GetPointerType(byte elementType) => 0;

    public byte GetSZArrayType(byte elementType) => 0;

    private byte Found(EntityHandle handle)
    {
        found(handle);
        return 0;
    }
}

using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Engine.Tests.Architecture;

/// <summary>
/// Everything that the types of a compiled assembly name: in base types, interfaces, constraints, fields, signatures, attributes,
/// locals, instructions and catch clauses. The one blind spot: the compiler folds constants, so their origin leaves no trace.
/// </summary>
internal sealed partial class AssemblyUses
{
    /// <summary>The member that a P/Invoke shows up as, whatever library it names.</summary>
    public static readonly TypeName PInvoke = new("", "P/Invoke");

    private readonly HashSet<Use> _uses = [];
    private readonly PEReader _file;
    private readonly MetadataReader _reader;
    private readonly SignatureWalk _walk;
    private TypeName _from;

    private AssemblyUses(PEReader file)
    {
        _file = file;
        _reader = file.GetMetadataReader();
        _walk = new SignatureWalk(handle => Add(handle));
    }

    public static IReadOnlyCollection<Use> Of(string path)
    {
        using var file = new PEReader([.. File.ReadAllBytes(path)]);
        var uses = new AssemblyUses(file);
        foreach (TypeDefinitionHandle handle in uses._reader.TypeDefinitions)
            uses.AddType(handle);
        return uses._uses;
    }

    private void AddType(TypeDefinitionHandle handle)
    {
        _from = MetadataNames.Of(_reader, handle);
        TypeDefinition type = _reader.GetTypeDefinition(handle);
        Add(type.BaseType);
        AddAttributes(type.GetCustomAttributes());
        AddConstraints(type.GetGenericParameters());
        foreach (InterfaceImplementationHandle implemented in type.GetInterfaceImplementations())
            Add(_reader.GetInterfaceImplementation(implemented).Interface);
        foreach (PropertyDefinitionHandle property in type.GetProperties())
            AddAttributes(_reader.GetPropertyDefinition(property).GetCustomAttributes());
        foreach (FieldDefinitionHandle field in type.GetFields())
        {
            FieldDefinition definition = _reader.GetFieldDefinition(field);
            definition.DecodeSignature(_walk, null);
            AddAttributes(definition.GetCustomAttributes());
        }

        foreach (MethodDefinitionHandle method in type.GetMethods())
            AddMethod(_reader.GetMethodDefinition(method));
    }

    private void AddMethod(MethodDefinition method)
    {
        method.DecodeSignature(_walk, null);
        AddAttributes(method.GetCustomAttributes());
        AddConstraints(method.GetGenericParameters());
        foreach (ParameterHandle parameter in method.GetParameters())
            AddAttributes(_reader.GetParameter(parameter).GetCustomAttributes());
        if ((method.Attributes & MethodAttributes.PinvokeImpl) != 0)
            _uses.Add(new Use(_from, PInvoke, _reader.GetString(method.GetImport().Name), IsLocal: false));
        if (method.RelativeVirtualAddress == 0)
            return;
        MethodBodyBlock body = _file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
            _reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_walk, null);
        foreach (ExceptionRegion region in body.ExceptionRegions)
            Add(region.CatchType);
        foreach (EntityHandle token in IlTokens.In(body.GetILBytes() ?? []))
            Add(token);
    }

    private void AddConstraints(GenericParameterHandleCollection parameters)
    {
        foreach (GenericParameterHandle parameter in parameters)
        {
            foreach (GenericParameterConstraintHandle constraint in _reader.GetGenericParameter(parameter).GetConstraints())
                Add(_reader.GetGenericParameterConstraint(constraint).Type);
        }
    }

    private void AddAttributes(CustomAttributeHandleCollection attributes)
    {
        foreach (CustomAttributeHandle handle in attributes)
        {
            CustomAttribute attribute = _reader.GetCustomAttribute(handle);
            Add(attribute.Constructor);

            // Types among an attribute's arguments stand in its blob as text.
            string blob = Encoding.UTF8.GetString(_reader.GetBlobBytes(attribute.Value));
            foreach (Match match in EngineType().Matches(blob))
                _uses.Add(new Use(_from, new TypeName(match.Groups[1].Value, match.Groups[2].Value), "", IsLocal: true));
        }
    }

    private void Add(EntityHandle handle, string member = "")
    {
        if (handle.IsNil)
            return;
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                _uses.Add(new Use(_from, MetadataNames.Of(_reader, (TypeDefinitionHandle)handle), member, IsLocal: true));
                break;
            case HandleKind.TypeReference:
                _uses.Add(new Use(_from, MetadataNames.Of(_reader, (TypeReferenceHandle)handle), member, IsLocal: false));
                break;
            case HandleKind.TypeSpecification:
                AddSpecification((TypeSpecificationHandle)handle, member);
                break;
            case HandleKind.MethodDefinition:
                MethodDefinition method = _reader.GetMethodDefinition((MethodDefinitionHandle)handle);
                Add(method.GetDeclaringType(), _reader.GetString(method.Name));
                break;
            case HandleKind.FieldDefinition:
                FieldDefinition field = _reader.GetFieldDefinition((FieldDefinitionHandle)handle);
                Add(field.GetDeclaringType(), _reader.GetString(field.Name));
                break;
            case HandleKind.MemberReference:
                AddMember(_reader.GetMemberReference((MemberReferenceHandle)handle));
                break;
            case HandleKind.MethodSpecification:
                MethodSpecification generic = _reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                Add(generic.Method);
                generic.DecodeSignature(_walk, null);
                break;
            case HandleKind.StandaloneSignature:
                _reader.GetStandaloneSignature((StandaloneSignatureHandle)handle).DecodeMethodSignature(_walk, null);
                break;
            default:
                throw new BadImageFormatException($"{_from} names a {handle.Kind}");
        }
    }

    private void AddMember(MemberReference member)
    {
        Add(member.Parent, _reader.GetString(member.Name));
        if (member.GetKind() == MemberReferenceKind.Method)
            member.DecodeMethodSignature(_walk, null);
        else
            member.DecodeFieldSignature(_walk, null);
    }

    private void AddSpecification(TypeSpecificationHandle handle, string member)
    {
        // The first type that a specification names is the generic type itself (or the array's element): the member is its.
        bool first = true;
        _reader.GetTypeSpecification(handle).DecodeSignature(
            new SignatureWalk(type =>
            {
                Add(type, first ? member : "");
                first = false;
            }),
            null);
    }

    [GeneratedRegex(@"(Engine\.\w+(?:\.\w+)*)\.([\w+]+)")]
    private static partial Regex EngineType();
}

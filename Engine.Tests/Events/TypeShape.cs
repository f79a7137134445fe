using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Engine.Tests.Events;

/// <summary>Size and contents of a struct as the runtime lays it out in memory, not as it would be marshalled.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="HasReferences">Whether the collector must look into it.</param>
internal readonly record struct TypeShape(int Size, bool HasReferences)
{
    public static TypeShape Of(Type type) =>
        (TypeShape)typeof(TypeShape).GetMethod(nameof(Measure), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, null)!;

    /// <summary>Where a field lies, found by filling it with ones and looking at the bytes.</summary>
    public static int OffsetOf(Type type, string field) =>
        (int)typeof(TypeShape).GetMethod(nameof(Find), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, [field])!;

    private static TypeShape Measure<T>() => new(Unsafe.SizeOf<T>(), RuntimeHelpers.IsReferenceOrContainsReferences<T>());

    private static int Find<T>(string name)
        where T : struct
    {
        FieldInfo field = typeof(T).GetField(name, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)!;
        object value = RuntimeHelpers.GetUninitializedObject(field.FieldType);
        Span<byte> ones = MemoryMarshal.CreateSpan(ref Unsafe.As<Box>(value).First, Of(field.FieldType).Size);
        ones.Fill(field.FieldType == typeof(bool) ? (byte)1 : (byte)0xFF);
        object slot = default(T);
        field.SetValue(slot, value);
        T filled = (T)slot;
        return MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref filled), Unsafe.SizeOf<T>()).IndexOfAnyExcept((byte)0);
    }

    private sealed class Box
    {
        public byte First;
    }
}

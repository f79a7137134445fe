using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Engine.Core.Wire.Deribit.Shapes.Tokens;

/// <summary>Comparison with a constant text: its first and its last bytes, which overlap, in registers as wide as it allows.</summary>
internal static class Literals
{
    /// <summary>Whether the text stands here; as many bytes can be read. With a constant text one of the branches is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAt(ref byte here, ReadOnlySpan<byte> text)
    {
        ref byte expected = ref MemoryMarshal.GetReference(text);
        nuint length = (nuint)(uint)text.Length;
        if (length == 1)
            return here == expected;
        if (length is 2 or 3 || length > 128)
            return MemoryMarshal.CreateReadOnlySpan(ref here, text.Length).SequenceEqual(text);
        if (length <= 8)
            return (Differences<uint>(ref here, ref expected, 0) | Differences<uint>(ref here, ref expected, length - 4)) == 0;
        if (length <= 16)
            return (Differences<ulong>(ref here, ref expected, 0) | Differences<ulong>(ref here, ref expected, length - 8)) == 0;
        if (length <= 32)
            return (Vectors128(ref here, ref expected, 0) | Vectors128(ref here, ref expected, length - 16)) == Vector128<byte>.Zero;
        Vector256<byte> differences = Vectors256(ref here, ref expected, 0) | Vectors256(ref here, ref expected, length - 32);
        if (length > 64)
            differences |= Vectors256(ref here, ref expected, 32);
        if (length > 96)
            differences |= Vectors256(ref here, ref expected, 64);
        return differences == Vector256<byte>.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Differences<T>(ref byte here, ref byte expected, nuint at)
        where T : unmanaged, System.Numerics.IBitwiseOperators<T, T, T> =>
        Unsafe.ReadUnaligned<T>(ref Unsafe.Add(ref here, at)) ^ Unsafe.ReadUnaligned<T>(ref Unsafe.Add(ref expected, at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Vectors128(ref byte here, ref byte expected, nuint at) => Vector128.LoadUnsafe(ref here, at) ^ Vector128.LoadUnsafe(ref expected, at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Vectors256(ref byte here, ref byte expected, nuint at) => Vector256.LoadUnsafe(ref here, at) ^ Vector256.LoadUnsafe(ref expected, at);
}

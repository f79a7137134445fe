using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Engine.Core.Wire.WebSocket;

/// <summary>The masking of RFC 6455, section 5.3, in place and by vector. Masking twice with one key restores the bytes.</summary>
public static class FrameMask
{
    /// <summary>
    /// XORs the payload with the key's four bytes, repeated, in the order in which they lie in memory. The last, partial
    /// vector is read before the loop overwrites part of it and written after, so that no length needs a byte loop
    /// beyond three bytes and nothing outside the payload is touched.
    /// </summary>
    public static void Apply(Span<byte> payload, uint key)
    {
        ref byte start = ref MemoryMarshal.GetReference(payload);
        nuint length = (uint)payload.Length;
        if (length >= (uint)Vector256<byte>.Count)
            ApplyVectors(ref start, length, key);
        else if (length >= (uint)Vector128<byte>.Count)
            ApplyTwoHalves(ref start, length, key);
        else
            ApplyShort(ref start, length, key);
    }

    private static void ApplyVectors(ref byte start, nuint length, uint key)
    {
        Vector256<byte> mask = Vector256.Create(key).AsByte();
        nuint tail = length - (uint)Vector256<byte>.Count;
        Vector256<byte> last = Vector256.LoadUnsafe(ref start, tail) ^ Vector256.Create(RotatedTo(tail, key)).AsByte();
        for (nuint i = 0; i < tail; i += (uint)Vector256<byte>.Count)
            (Vector256.LoadUnsafe(ref start, i) ^ mask).StoreUnsafe(ref start, i);
        last.StoreUnsafe(ref start, tail);
    }

    private static void ApplyTwoHalves(ref byte start, nuint length, uint key)
    {
        nuint tail = length - (uint)Vector128<byte>.Count;
        Vector128<byte> last = Vector128.LoadUnsafe(ref start, tail) ^ Vector128.Create(RotatedTo(tail, key)).AsByte();
        (Vector128.LoadUnsafe(ref start) ^ Vector128.Create(key).AsByte()).StoreUnsafe(ref start);
        last.StoreUnsafe(ref start, tail);
    }

    private static void ApplyShort(ref byte start, nuint length, uint key)
    {
        nuint i = 0;
        for (; i + sizeof(uint) <= length; i += sizeof(uint))
        {
            ref byte word = ref Unsafe.Add(ref start, i);
            Unsafe.WriteUnaligned(ref word, Unsafe.ReadUnaligned<uint>(ref word) ^ key);
        }
        for (; i < length; i++)
            Unsafe.Add(ref start, i) ^= (byte)RotatedTo(i, key);
    }

    /// <summary>The key as it stands against payload bytes that begin at an offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint RotatedTo(nuint offset, uint key)
    {
        int bits = ((int)offset & 3) * 8;
        return BitConverter.IsLittleEndian ? BitOperations.RotateRight(key, bits) : BitOperations.RotateLeft(key, bits);
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Engine.Core.Primitives;

/// <summary>Division of non-negative integers by a divisor that stays the same, as one multiplication and a correction.</summary>
public readonly struct Divisor
{
    private readonly ulong _magic;
    private readonly ulong _inverse; // of the odd part, modulo 2^64
    private readonly ulong _largest; // quotient of a non-negative dividend
    private readonly int _shift;

    /// <summary>Prepares a divisor of at least one.</summary>
    public Divisor(long value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        Value = value;
        _magic = value == 1 ? ulong.MaxValue : (ulong)((UInt128.One << 64) / (ulong)value);
        _shift = BitOperations.TrailingZeroCount(value);
        _inverse = Inverse((ulong)value >> _shift);
        _largest = long.MaxValue / (ulong)value;
    }

    /// <summary>The divisor.</summary>
    public long Value { get; }

    /// <summary>
    /// The quotient where there is no remainder; false where there is one, and for a negative dividend. (Granlund and Montgomery,
    /// Division by Invariant Integers using Multiplication, 1994, section 9.)
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryDivide(long dividend, out long quotient)
    {
        ulong exact = BitOperations.RotateRight((ulong)dividend * _inverse, _shift);
        quotient = (long)exact;
        return exact <= _largest;
    }

    /// <summary>Quotient and remainder of a non-negative dividend; exact for all of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Divide(long dividend, out long remainder)
    {
        long quotient = (long)Math.BigMul((ulong)dividend, _magic, out _);
        remainder = dividend - (quotient * Value);
        if (remainder >= Value)
        {
            // At most one below: the magic number is short of 2^64 / value by at most one, and the dividend is below 2^63.
            quotient++;
            remainder -= Value;
        }

        return quotient;
    }

    /// <summary>The quotient rounded down; 0 for a negative dividend.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public long Floor(long dividend) => dividend < 0 ? 0 : Divide(dividend, out _);

    /// <summary>Newton's iteration; each step doubles the bits that are right, and three are right at first.</summary>
    private static ulong Inverse(ulong odd)
    {
        ulong inverse = odd;
        for (int bits = 3; bits < 64; bits *= 2)
            inverse *= 2 - (odd * inverse);
        return inverse;
    }
}

namespace Engine.Core.Primitives;

/// <summary>Division of non-negative integers by a divisor that stays the same, as one multiplication and a correction.</summary>
public readonly struct Divisor
{
    private readonly ulong _magic;

    /// <summary>Prepares a divisor of at least one.</summary>
    public Divisor(long value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        Value = value;
        _magic = value == 1 ? ulong.MaxValue : (ulong)((UInt128.One << 64) / (ulong)value);
    }

    /// <summary>The divisor.</summary>
    public long Value { get; }

    /// <summary>Quotient and remainder of a non-negative dividend; exact for all of them.</summary>
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
}

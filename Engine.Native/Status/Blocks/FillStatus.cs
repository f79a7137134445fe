using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Native.Status.Blocks;

/// <summary>A fill in the status page.</summary>
[StructLayout(LayoutKind.Sequential, Size = SizeBytes)]
public struct FillStatus
{
    /// <summary>Bytes of the struct.</summary>
    public const int SizeBytes = 48;

    /// <summary>When it was received, Unix ns.</summary>
    public long ReceiveNs;

    /// <summary>Its price.</summary>
    public double Price;

    /// <summary>Its amount.</summary>
    public double Amount;

    /// <summary>Markout at <see cref="MarkoutSeconds"/>, basis points of the price; positive is good for us.</summary>
    public double MarkoutBps;

    /// <summary>The longest horizon reached so far; 0 for none.</summary>
    public int MarkoutSeconds;

    /// <summary>Instrument's index.</summary>
    public ushort Instrument;

    /// <summary>Our side.</summary>
    public Side Side;

    /// <summary>Maker or taker.</summary>
    public Liquidity Liquidity;

    /// <summary>Whether it came from a query after the fact.</summary>
    public bool IsRecovered;
}

/// <summary>The last fills of the status page, newest first.</summary>
[InlineArray(Capacity)]
public struct FillStatuses
{
    /// <summary>The most that are shown.</summary>
    public const int Capacity = 8;

    private FillStatus _first;
}

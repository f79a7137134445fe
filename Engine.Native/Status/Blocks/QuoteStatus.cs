using System.Runtime.InteropServices;

namespace Engine.Native.Status.Blocks;

/// <summary>One of our quotes in the status page.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct QuoteStatus
{
    /// <summary>Its price; 0 when there is no order.</summary>
    public double Price;

    /// <summary>What is left of it, amount units (USD for inverse, coin for linear).</summary>
    public double Size;

    /// <summary>Estimated amount in front of it at its price, amount units; -1 when not known.</summary>
    public double QueueAhead;

    /// <summary>The order's state, a word.</summary>
    public Text16 State;
}

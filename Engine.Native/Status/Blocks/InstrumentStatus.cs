using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Engine.Core.Primitives;

namespace Engine.Native.Status.Blocks;

/// <summary>One instrument in the status page. Amounts are USD for inverse contracts, coin for linear ones.</summary>
[StructLayout(LayoutKind.Sequential, Size = SizeBytes)]
public struct InstrumentStatus
{
    /// <summary>Bytes of the struct.</summary>
    public const int SizeBytes = 320;

    /// <summary>The venue's name.</summary>
    public Text32 Name;

    /// <summary>Best bid; 0 when there is none.</summary>
    public double BidPrice;

    /// <summary>Amount at the best bid.</summary>
    public double BidSize;

    /// <summary>Best ask; 0 when there is none.</summary>
    public double AskPrice;

    /// <summary>Amount at the best ask.</summary>
    public double AskSize;

    /// <summary>Mark price; 0 when not known.</summary>
    public double MarkPrice;

    /// <summary>Index price; 0 when not known.</summary>
    public double IndexPrice;

    /// <summary>Our bid.</summary>
    public QuoteStatus OwnBid;

    /// <summary>Our ask.</summary>
    public QuoteStatus OwnAsk;

    /// <summary>Signed position, amount units.</summary>
    public double Position;

    /// <summary>The shift of both quotes because of inventory, price units.</summary>
    public double Skew;

    /// <summary>Change of account equity since the start, USD.</summary>
    public double SessionUsd;

    /// <summary>The venue's unrealised profit, USD.</summary>
    public double OpenUplUsd;

    /// <summary>Our realised profit, fees not included, USD.</summary>
    public double RealizedUsd;

    /// <summary>Our unrealised profit, USD.</summary>
    public double UnrealizedUsd;

    /// <summary>Fees paid, USD.</summary>
    public double FeesUsd;

    /// <summary>Our figures minus the venue's, USD.</summary>
    public double DifferenceUsd;

    /// <summary>Since the book last changed, ns; -1 when there is none.</summary>
    public long BookAgeNs;

    /// <summary>Decimals that prices are shown with.</summary>
    public byte PriceDecimals;

    /// <summary>Decimals that amounts are shown with.</summary>
    public byte AmountDecimals;

    /// <summary>Inverse or linear.</summary>
    public ContractKind Kind;

    /// <summary>Its channels.</summary>
    public ChannelStatuses Channels;
}

/// <summary>The instruments of the status page.</summary>
[InlineArray(Capacity)]
public struct InstrumentStatuses
{
    /// <summary>The most that are shown.</summary>
    public const int Capacity = 8;

    private InstrumentStatus _first;
}

namespace Engine.Core.Events;

/// <summary>
/// The way of a tick to its order, each stage as ns since the bytes had been read; 0 for a stage that was not stamped. Within a
/// batch of several frames the first is framed and the last decoded.
/// </summary>
public struct StageStamps
{
    /// <summary>How long before the read the kernel had the bytes; 0 where it does not tell.</summary>
    public int KernelNs;

    /// <summary>The frame was found in the received bytes.</summary>
    public int FramedNs;

    /// <summary>It was turned into events.</summary>
    public int DecodedNs;

    /// <summary>The events stood in the ring.</summary>
    public int PublishedNs;

    /// <summary>The engine had decided and the gate had passed the first request.</summary>
    public int DecidedNs;

    /// <summary>Every request of the batch was encoded.</summary>
    public int EncodedNs;

    /// <summary>The send call had returned.</summary>
    public int SentNs;
}

namespace Engine.Core.Link.Feed;

/// <summary>When a receive batch passed its stages, Unix ns; 0 for a stage not passed.</summary>
public struct BatchStamps
{
    /// <summary>The kernel had the bytes; 0 where it does not tell.</summary>
    public long KernelNs;

    /// <summary>The receive call had returned: the batch's identity, and its events' receive time.</summary>
    public long ReadNs;

    /// <summary>The first frame was found.</summary>
    public long FramedNs;

    /// <summary>The last frame was decoded.</summary>
    public long DecodedNs;

    /// <summary>The events were published.</summary>
    public long PublishedNs;
}

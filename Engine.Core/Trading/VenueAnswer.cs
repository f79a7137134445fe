using Engine.Core.Events;

namespace Engine.Core.Trading;

/// <summary>What an answer tells besides the order: the default is no answer.</summary>
internal readonly struct VenueAnswer(in ReplyUpdate reply, long roundTripNs)
{
    /// <summary>The venue's error code; 0 for success.</summary>
    public int ErrorCode { get; } = reply.ErrorCode;

    /// <summary>From the request to this answer, ns.</summary>
    public long RoundTripNs { get; } = roundTripNs;

    /// <summary>When the venue took the request in, Unix us by its clock.</summary>
    public long InUs { get; } = reply.VenueInUs;

    /// <summary>How long the venue says it took, us.</summary>
    public int TookUs { get; } = reply.VenueUs;
}

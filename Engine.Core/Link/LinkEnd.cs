namespace Engine.Core.Link;

/// <summary>What ended a link, as far as it matters to who connects again; <see cref="ILink.EndSentence"/> tells the rest.</summary>
public enum LinkEnd : byte
{
    /// <summary>It has not ended.</summary>
    None = 0,

    /// <summary>This end closed it, and has said why.</summary>
    ClosedByUs,

    /// <summary>The venue closed it, or the way to it broke: the next attempt may fare better.</summary>
    Lost,

    /// <summary>Nobody was there to connect to.</summary>
    Unreached,

    /// <summary>The venue, or what stands before it, takes no connection now and says so: too many, or an outage.</summary>
    Unavailable,

    /// <summary>What answers there is not the venue: certificates or handshake are refused, and would be again.</summary>
    WrongAddress,
}

namespace Engine.Native.Net;

/// <summary>What a receive or send returns when it is not a count of bytes.</summary>
internal static class Transfer
{
    /// <summary>Nothing moved; the socket has to become ready first.</summary>
    public const int Waits = 0;

    /// <summary>The peer has ended its stream.</summary>
    public const int Ended = -1;

    /// <summary>The connection is broken.</summary>
    public const int Failed = -2;
}

namespace Engine.Core.Wire.WebSocket;

/// <summary>The close codes of RFC 6455, section 7.4, that this client sends or tells apart.</summary>
public static class CloseCode
{
    /// <summary>The purpose of the connection is fulfilled.</summary>
    public const int Normal = 1000;

    /// <summary>An endpoint is going away.</summary>
    public const int GoingAway = 1001;

    /// <summary>The peer broke the protocol.</summary>
    public const int ProtocolError = 1002;

    /// <summary>Never on the wire: the peer's close frame had no code.</summary>
    public const int NoStatus = 1005;

    /// <summary>Never on the wire: the connection ended without a close frame.</summary>
    public const int Abnormal = 1006;

    /// <summary>A payload contradicts its kind: text that is not UTF-8.</summary>
    public const int InvalidPayload = 1007;

    /// <summary>A message is larger than the receiver takes.</summary>
    public const int TooBig = 1009;

    /// <summary>Whether a code may stand in a close frame: the ones assigned for it, and the ranges for libraries and applications.</summary>
    public static bool MayBeSent(int code) => code is (>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999);
}

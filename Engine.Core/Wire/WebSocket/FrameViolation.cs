namespace Engine.Core.Wire.WebSocket;

/// <summary>How a server broke RFC 6455. Each one fails the connection with <see cref="FrameViolations.CloseCode"/>.</summary>
public enum FrameViolation : byte
{
    /// <summary>Nothing is wrong.</summary>
    None = 0,
    /// <summary>A reserved bit is set, though no extension was agreed.</summary>
    ReservedBits,
    /// <summary>Opcode 3 to 7 or 11 to 15.</summary>
    ReservedOpcode,
    /// <summary>The mask bit is set in a frame from a server.</summary>
    MaskedFrame,
    /// <summary>A control frame without the final bit.</summary>
    FragmentedControl,
    /// <summary>A control frame of more than 125 bytes.</summary>
    OversizedControl,
    /// <summary>A length written in more bytes than it needs.</summary>
    NonMinimalLength,
    /// <summary>A 64-bit length with its highest bit set.</summary>
    LengthOutOfRange,
    /// <summary>A continuation frame, but no message was begun.</summary>
    ContinuationWithoutStart,
    /// <summary>A text or binary frame inside a fragmented message.</summary>
    StartInsideMessage,
    /// <summary>A frame, or a message in the making, is announced beyond the limit.</summary>
    MessageTooLarge,
    /// <summary>A text message is not UTF-8.</summary>
    InvalidUtf8,
    /// <summary>A close frame with a payload of one byte.</summary>
    ClosePayloadTruncated,
    /// <summary>A close code that may not stand in a close frame.</summary>
    CloseCodeForbidden,
    /// <summary>The reason in a close frame is not UTF-8.</summary>
    CloseReasonInvalidUtf8,
}

namespace Engine.Core.Wire.WebSocket;

/// <summary>What a <see cref="FrameViolation"/> means on the wire and to a reader.</summary>
public static class FrameViolations
{
    /// <summary>The code that the connection is failed with.</summary>
    public static int CloseCode(this FrameViolation violation) => violation switch
    {
        FrameViolation.MessageTooLarge => WebSocket.CloseCode.TooBig,
        FrameViolation.InvalidUtf8 or FrameViolation.CloseReasonInvalidUtf8 => WebSocket.CloseCode.InvalidPayload,
        _ => WebSocket.CloseCode.ProtocolError,
    };

    /// <summary>A clause for a message to a person: "the server ...".</summary>
    public static string Sentence(this FrameViolation violation) => violation switch
    {
        FrameViolation.ReservedBits => "the server set a reserved bit, though no extension was agreed",
        FrameViolation.ReservedOpcode => "the server sent a reserved opcode",
        FrameViolation.MaskedFrame => "the server masked a frame",
        FrameViolation.FragmentedControl => "the server fragmented a control frame",
        FrameViolation.OversizedControl => "the server sent a control frame of more than 125 bytes",
        FrameViolation.NonMinimalLength => "the server wrote a frame length in more bytes than it needs",
        FrameViolation.LengthOutOfRange => "the server sent a frame length with its highest bit set",
        FrameViolation.ContinuationWithoutStart => "the server continued a message that it had not begun",
        FrameViolation.StartInsideMessage => "the server began a message inside a fragmented message",
        FrameViolation.MessageTooLarge => "the server announced a message beyond the size limit",
        FrameViolation.InvalidUtf8 => "the server sent a text message that is not UTF-8",
        FrameViolation.ClosePayloadTruncated => "the server sent a close frame with half a close code",
        FrameViolation.CloseCodeForbidden => "the server sent a close code that may not be sent",
        FrameViolation.CloseReasonInvalidUtf8 => "the server sent a close reason that is not UTF-8",
        _ => "nothing is wrong",
    };
}

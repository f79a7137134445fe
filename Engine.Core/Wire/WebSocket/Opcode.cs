namespace Engine.Core.Wire.WebSocket;

/// <summary>The frame kinds of RFC 6455, section 5.2. Values 3 to 7 and 11 to 15 are reserved and refused.</summary>
public enum Opcode : byte
{
    /// <summary>A further piece of a fragmented message.</summary>
    Continuation = 0x0,
    /// <summary>UTF-8 text.</summary>
    Text = 0x1,
    /// <summary>Bytes of no stated form.</summary>
    Binary = 0x2,
    /// <summary>The closing handshake.</summary>
    Close = 0x8,
    /// <summary>To be answered by a pong with the same payload.</summary>
    Ping = 0x9,
    /// <summary>The answer to a ping, or a one-way heartbeat.</summary>
    Pong = 0xA,
}

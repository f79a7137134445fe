namespace Engine.Native.Net;

/// <summary>The kind of a message.</summary>
public enum WsMessageKind : byte
{
    /// <summary>UTF-8 text.</summary>
    Text = 0,
    /// <summary>Bytes of no stated form.</summary>
    Binary,
}

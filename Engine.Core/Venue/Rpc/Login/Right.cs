namespace Engine.Core.Venue.Rpc.Login;

/// <summary>How far a token's permission reaches in one area.</summary>
internal enum Right : byte
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>May look.</summary>
    Read,

    /// <summary>May look and change.</summary>
    ReadWrite,
}

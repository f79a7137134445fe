namespace Engine.Core.Wire.Deribit.Channels;

/// <summary>What the watch over a channel has found.</summary>
internal enum ChannelVerdict : byte
{
    /// <summary>It lives, or may be quiet.</summary>
    Alive,

    /// <summary>It has been silent for too long: to be subscribed to anew.</summary>
    Silent,

    /// <summary>The new subscription brought nothing either.</summary>
    Dead,
}

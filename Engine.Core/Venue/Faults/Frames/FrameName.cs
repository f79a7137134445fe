using System.Text;

namespace Engine.Core.Venue.Faults.Frames;

/// <summary>What a frame is: a notification of a channel, the reply to a method, or a heartbeat, which has neither name.</summary>
internal readonly record struct FrameName(string? Channel, string? Method)
{
    private static ReadOnlySpan<byte> Notification => """{"jsonrpc":"2.0","method":"subscription","params":{"""u8;

    private static ReadOnlySpan<byte> ChannelMember => "\"channel\":\""u8;

    /// <summary>Reads a frame as the venue writes it.</summary>
    public static FrameName Of(ReadOnlySpan<byte> frame, string? method)
    {
        if (method is not null || !frame.StartsWith(Notification))
            return new FrameName(null, method);
        int at = frame.IndexOf(ChannelMember);
        if (at < 0)
            return default;
        ReadOnlySpan<byte> rest = frame[(at + ChannelMember.Length)..];
        return new FrameName(Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)'"')]), null);
    }

    /// <summary>Whether a fault that names channels or methods means this frame; one that names neither means all.</summary>
    public bool Fits(string? channel, string? method)
    {
        if (channel is null && method is null)
            return true;
        return (channel is not null && Channel is string own && Pattern.Fits(channel, own)) || (method is not null && Method is string answered && Pattern.Fits(method, answered));
    }
}

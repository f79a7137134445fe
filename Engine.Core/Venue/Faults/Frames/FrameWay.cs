using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Core.Venue.Faults.Frames;

/// <summary>What faults have made of one frame on its way.</summary>
internal ref struct FrameWay(ReadOnlySpan<byte> frame)
{
    private readonly ReadOnlySpan<byte> _frame = frame;
    private byte[]? _changed;

    /// <summary>The bytes as they are now, in an array of their own.</summary>
    public byte[] Bytes => _changed ??= _frame.ToArray();

    /// <summary>How they leave; null for the usual way.</summary>
    public FrameForm? Form { get; set; }

    /// <summary>How often they are sent.</summary>
    public int Copies { get; set; } = 1;

    /// <summary>Not sent, or not now.</summary>
    public bool IsKept { get; set; }

    /// <summary>The connection ends with it.</summary>
    public bool IsLast { get; set; }

    /// <summary>It ends with a reset.</summary>
    public bool IsReset { get; set; }

    public void Change(byte[] bytes) => _changed = bytes;
}

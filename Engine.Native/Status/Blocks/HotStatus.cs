using System.Runtime.InteropServices;
using Engine.Core.Events;

namespace Engine.Native.Status.Blocks;

/// <summary>The block of the status page that the hot thread writes, some twenty times a second and on changes.</summary>
[StructLayout(LayoutKind.Sequential, Size = SizeBytes)]
public struct HotStatus
{
    /// <summary>Bytes of the block.</summary>
    public const int SizeBytes = 2880;

    /// <summary>When it was written, Unix ns.</summary>
    public long WallNs;

    /// <summary>The connection, in words: <c>live</c>, <c>reconnecting in 2 s</c>.</summary>
    public Text64 Connection;

    /// <summary>What the engine may do, a word: <c>quoting</c>, <c>reducing</c>, <c>holding</c>, <c>stopped</c>.</summary>
    public Text16 Mode;

    /// <summary>The session with the venue.</summary>
    public SessionState Session;

    /// <summary>Whether quoting was stopped.</summary>
    public bool IsStopped;

    /// <summary>Whether the kill switch is latched.</summary>
    public bool IsKilled;

    /// <summary>Instruments in use in <see cref="Instruments"/>.</summary>
    public byte InstrumentCount;

    /// <summary>Connections lost and made again.</summary>
    public int Reconnects;

    /// <summary>Rate credits left, in requests.</summary>
    public double RateCredits;

    /// <summary>Most rate credits, in requests; 0 when not known.</summary>
    public double RateBurst;

    /// <summary>Turns of the duty cycle.</summary>
    public long Loops;

    /// <summary>The longest turn, ns.</summary>
    public long WorstLoopNs;

    /// <summary>Turns above 50 us.</summary>
    public long LoopsOver50Us;

    /// <summary>Turns above 1 ms.</summary>
    public long LoopsOver1Ms;

    /// <summary>WebSocket frames received.</summary>
    public long Frames;

    /// <summary>Bytes received.</summary>
    public long Bytes;

    /// <summary>Requests sent that place, edit or cancel orders.</summary>
    public long OrderRequests;

    /// <summary>Requests that the venue refused.</summary>
    public long VenueRejects;

    /// <summary>Intents that the gate refused.</summary>
    public long GateRejects;

    /// <summary>The instruments.</summary>
    public InstrumentStatuses Instruments;

    /// <summary>Frames that the decoder of known shapes has read.</summary>
    public long ShapedFrames;

    /// <summary>Frames that went to the reference decoder.</summary>
    public long ReferenceFrames;

    /// <summary>Ticks rehearsed while nothing came.</summary>
    public long Rehearsals;

    /// <summary>Why it may not do more, in a few words: <c>margin use</c>; empty while quoting.</summary>
    public Text32 ModeReason;

    /// <summary>How long after it happened the newest change of any market was read, ns.</summary>
    public long FeedDelayNs;

    /// <summary>The venue's clock minus ours, ns; 0 while it is not known.</summary>
    public long VenueClockNs;

    /// <summary>Since the account's channel last brought something, ns; -1 while it has not.</summary>
    public long AccountAgeNs;

    /// <summary>Since the venue last told its own state, ns; -1 while it has not.</summary>
    public long PlatformAgeNs;
}

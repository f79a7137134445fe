using Engine.Native.Latency.FarSide;
using Engine.Native.Latency.Rounds;
using Engine.Native.Time;

namespace Engine.Native.Latency.Floor;

/// <summary>
/// The floor: the same exchange of bytes in the same sizes with nothing but an echo at the other end. What the engine takes longer
/// is the engine's own. The sender's thread only.
/// </summary>
internal sealed class EchoConversation(FarStream stream, SystemClock clock, Spin spin, long answerLimitNs) : Conversation
{
    private readonly byte[] _bytes = GC.AllocateArray<byte>(64 * 1024, pinned: true);
    private long _sentNs;

    /// <summary>Bytes of each exchange.</summary>
    public ExchangeSizes Sizes { get; set; }

    /// <summary>Exchanges whose answer did not come.</summary>
    public long Unanswered { get; private set; }

    /// <inheritdoc/>
    public override bool IsAlive => !stream.HasEnded && Unanswered == 0;

    /// <inheritdoc/>
    public override void Prepare() => _bytes.AsSpan(0, Sizes.Tick).Fill((byte)'t');

    /// <inheritdoc/>
    public override void Send()
    {
        _sentNs = clock.NowNs;
        stream.Send(_bytes.AsSpan(0, Sizes.Tick));
    }

    /// <inheritdoc/>
    public override bool TryTakeAnswer(out Arrival arrival)
    {
        for (int taken = 0; taken < Sizes.Orders;)
        {
            int received = stream.Receive(_bytes.AsSpan(taken));
            taken += received;
            if (received > 0)
                continue;
            if (!IsAlive || clock.NowNs - _sentNs > answerLimitNs)
            {
                Unanswered++;
                arrival = default;
                return false;
            }

            spin.Once();
        }

        long nowNs = clock.NowNs;
        arrival = new Arrival(nowNs, nowNs);
        return true;
    }

    /// <inheritdoc/>
    public override void Finish(long plannedNs, long sentNs, in Arrival arrival, bool counts) => stream.Send(_bytes.AsSpan(0, Sizes.Replies));
}

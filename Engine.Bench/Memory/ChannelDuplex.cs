using System.Threading.Channels;

namespace Engine.Bench.Memory;

/// <summary>The same two ways by bounded channels, whose readers spin on <see cref="ChannelReader{T}.TryRead"/>.</summary>
internal sealed class ChannelDuplex<T>
    where T : unmanaged, ISlot
{
    private readonly Channel<T> _there = Create();
    private readonly Channel<T> _back = Create();

    public void Ping(int trips)
    {
        for (int i = 1; i <= trips; i++)
        {
            Send(_there, i);
            Receive(_back);
        }
    }

    public long Pong(int trips)
    {
        long total = 0;
        for (int i = 1; i <= trips; i++)
        {
            total += Receive(_there);
            Send(_back, i);
        }

        return total;
    }

    public void Stream(int count)
    {
        for (int i = 1; i <= count; i++)
            Send(_there, i);
    }

    public long Receive(int count)
    {
        long total = 0;
        for (int i = 0; i < count; i++)
            total += Receive(_there);
        return total;
    }

    private static Channel<T> Create() => Channel.CreateBounded<T>(new BoundedChannelOptions(1024) { SingleReader = true, SingleWriter = true });

    private static void Send(Channel<T> channel, long value)
    {
        T slot = default;
        slot.Value = value;
        while (!channel.Writer.TryWrite(slot))
        {
        }
    }

    private static long Receive(Channel<T> channel)
    {
        T slot;
        while (!channel.Reader.TryRead(out slot))
        {
        }

        return slot.Value;
    }
}

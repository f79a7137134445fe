using Engine.Core.Memory;

namespace Engine.Bench.Memory;

/// <summary>Two rings between two threads that both spin: one sends and waits for the answer, the other answers.</summary>
internal sealed class RingDuplex<T>
    where T : unmanaged, ISlot
{
    private readonly RingBuffer<T> _there = new(1024);
    private readonly RingBuffer<T> _back = new(1024);
    private readonly RingPoller<T> _farPoller;
    private readonly RingPoller<T> _nearPoller;

    public RingDuplex()
    {
        _farPoller = new RingPoller<T>(_there);
        _nearPoller = new RingPoller<T>(_back);
    }

    public void Ping(int trips)
    {
        var reader = new Sum();
        for (int i = 1; i <= trips; i++)
        {
            Send(_there, i);
            while (_nearPoller.PollAcross(ref reader) == 0)
            {
            }
        }
    }

    public long Pong(int trips)
    {
        var reader = new Sum();
        for (int i = 0; i < trips; i++)
        {
            while (_farPoller.PollAcross(ref reader) == 0)
            {
            }

            Send(_back, reader.Last);
        }

        return reader.Total;
    }

    /// <summary>One way only: as fast as the ring takes it, each slot published by itself.</summary>
    public void Stream(int count)
    {
        for (int i = 1; i <= count; i++)
            Send(_there, i);
    }

    public long Receive(int count)
    {
        var reader = new Sum();
        while (reader.Last < count)
            _farPoller.PollAcross(ref reader);
        return reader.Total;
    }

    private static void Send(RingBuffer<T> ring, long value)
    {
        long sequence;
        while (!ring.TryClaim(out sequence))
        {
        }

        ring[sequence].Value = value;
        ring.Publish();
    }

    private struct Sum : IRingReader<T>
    {
        public long Total;
        public long Last;

        public void OnSlot(ref T slot, bool last) => Total += Last = slot.Value;
    }
}

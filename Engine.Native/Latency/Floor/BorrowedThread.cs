using Engine.Core.Link.Stages;
using Engine.Native.Doctor;
using Engine.Native.Latency.FarSide;
using Engine.Native.Time;

namespace Engine.Native.Latency.Floor;

/// <summary>
/// Lends the engine's own thread to the measurement between rounds, so that the floor and the host's jitter are measured on the
/// very thread and processor that the engine runs on. The engine stands still meanwhile: it calls this as its observer.
/// </summary>
internal sealed class BorrowedThread(EchoClient echo) : IHotObserver
{
    private ExchangeSizes _sizes;
    private long _jitterNs;
    private bool _isWanted;
    private bool _isLent;

    /// <summary>The engine thread's steadiness, once it was asked for.</summary>
    public JitterReading Jitter { get; private set; }

    /// <summary>What went wrong on the thread; null when nothing did.</summary>
    public string? Failure { get; private set; }

    /// <summary>Sends the thread into the echo; false when it has not come in time.</summary>
    public bool TryBeginEcho(in ExchangeSizes sizes, long limitNs)
    {
        (_sizes, _jitterNs) = (sizes, 0);
        return TryBorrow(limitNs);
    }

    /// <summary>Has the thread watch its processor; false when it has not come in time.</summary>
    public bool TryMeasureJitter(long spanNs, long limitNs)
    {
        _jitterNs = spanNs;
        bool came = TryBorrow(limitNs);
        Return();
        return came;
    }

    /// <summary>Gives the thread back to the engine.</summary>
    public void Return()
    {
        Volatile.Write(ref _isWanted, false);
        while (Volatile.Read(ref _isLent))
            Thread.Yield();
    }

    /// <inheritdoc/>
    public void Observe(long nowNs)
    {
        if (!Volatile.Read(ref _isWanted))
            return;
        Volatile.Write(ref _isLent, true);
        try
        {
            if (_jitterNs > 0)
                Jitter = JitterReading.Measure(_jitterNs);
            else
                echo.Run(_sizes, ref _isWanted);
        }
        catch (IOException e)
        {
            Failure = e.Message;
        }
        finally
        {
            Volatile.Write(ref _isLent, false);
        }
    }

    private bool TryBorrow(long limitNs)
    {
        Volatile.Write(ref _isWanted, true);
        for (long untilNs = SystemClock.MonotonicNs + limitNs; !Volatile.Read(ref _isLent);)
        {
            if (Failure is not null || SystemClock.MonotonicNs > untilNs)
            {
                Volatile.Write(ref _isWanted, false);
                return false;
            }

            Thread.Yield();
        }

        return true;
    }
}

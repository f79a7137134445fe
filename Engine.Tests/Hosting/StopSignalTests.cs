using System.Runtime.InteropServices;
using Engine.Core.Risk;
using Engine.Core.Risk.Killing;
using Engine.Native.Hosting;
using Engine.Tests.Risk.Killing;
using Xunit;

namespace Engine.Tests.Hosting;

public class StopSignalTests
{
    [Theory]
    [InlineData(PosixSignal.SIGINT, StopReason.Interrupt)]
    [InlineData(PosixSignal.SIGTERM, StopReason.Terminate)]
    [InlineData(PosixSignal.SIGHUP, StopReason.Terminate)]
    [InlineData(PosixSignal.SIGQUIT, StopReason.Interrupt)]
    [InlineData((PosixSignal)12, StopReason.Terminate)] // SIGUSR2
    public void A_signal_latches_the_stop_and_does_not_end_the_process(PosixSignal signal, StopReason reason)
    {
        using var stop = new StopSignal();
        Assert.False(stop.IsRequested);
        var context = new PosixSignalContext(signal);
        stop.Receive(context);
        Assert.True(context.Cancel);
        Assert.True(stop.IsRequested);
        Assert.Equal(reason, stop.Reason);
        Assert.True(stop.Wait(TimeSpan.Zero));
    }

    [Fact]
    public void The_kill_signal_latches_both_and_its_first_reason_stays()
    {
        using var stop = new StopSignal();
        Assert.Equal(KillReason.None, stop.KillReason);
        var context = new PosixSignalContext(0);
        stop.ReceiveKill(context);
        stop.RequestKill(KillReason.Watchdog);
        Assert.True(context.Cancel);
        Assert.Equal((KillReason.Operator, StopReason.Kill), (stop.KillReason, stop.Reason));
        Assert.True(stop.Wait(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => stop.RequestKill(KillReason.None));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // it came while the process was still starting
    public unsafe void The_kill_signal_latches_for_the_next_process_though_nothing_polls(bool isEarly)
    {
        using var stop = new StopSignal();
        KillRecord record = default;
        KillLatch latch = new((nint)(&record), processId: 3, sessionId: 7);
        if (!isEarly)
            stop.Attach(latch);
        stop.Receive(new PosixSignalContext(PosixSignal.SIGTERM));
        Assert.False(latch.IsLatched);
        stop.ReceiveKill(new PosixSignalContext(0));
        if (isEarly)
            stop.Attach(latch);
        Assert.Equal((LatchState.Latched, KillReason.Operator, 7), (record.State, record.Reason, record.SessionId));
        Assert.True(record.AtNs > 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // it came while the process was still starting
    public unsafe void The_signals_own_thread_stores_the_kill_and_before_that_the_hot_thread_can_see_it(bool isEarly)
    {
        using var stop = new StopSignal();
        KillRecord record = default;
        (KillReason, StopReason, bool IsLatched) seen = default;
        KillLatch? latch = null;
        HangingDisk disk = new(() => seen = (stop.KillReason, stop.Reason, latch!.IsLatched));
        latch = new KillLatch((nint)(&record), 3, 7, disk);
        if (!isEarly)
            stop.Attach(latch);
        stop.ReceiveKill(new PosixSignalContext(0));
        if (isEarly)
            stop.Attach(latch);
        Assert.Equal(1, disk.Stored);
        Assert.Equal((KillReason.Operator, StopReason.Kill, true), seen);
    }

    [Fact]
    public void Who_asks_for_the_kill_with_orders_to_cancel_waits_for_no_disk()
    {
        using var stop = new StopSignal();
        HangingDisk disk = new();
        KillRecord record = default;
        unsafe
        {
            stop.Attach(new KillLatch((nint)(&record), 3, 7, disk));
            stop.RequestKill(KillReason.Watchdog);
        }

        Assert.Equal((1, 0, LatchState.Latched), (disk.Asked, disk.Stored, record.State));
    }

    [Fact]
    public void A_second_signal_is_counted_and_changes_nothing()
    {
        using var stop = new StopSignal();
        stop.Request(StopReason.DurationPassed);
        var context = new PosixSignalContext(PosixSignal.SIGINT);
        stop.Receive(context);
        stop.Receive(new PosixSignalContext(PosixSignal.SIGTERM));
        Assert.True(context.Cancel);
        Assert.Equal(StopReason.DurationPassed, stop.Reason);
        Assert.Equal(2, stop.SignalCount);
    }

    [Fact]
    public void Waiting_without_a_stop_ends_with_the_time()
    {
        using var stop = new StopSignal();
        Assert.False(stop.Wait(TimeSpan.FromMilliseconds(1)));
        Assert.Equal(StopReason.None, stop.Reason);
    }

    [Fact]
    public void A_waiting_thread_is_woken_by_the_stop()
    {
        using var stop = new StopSignal();
        var woken = false;
        var waiter = new Thread(() => woken = stop.Wait(TimeSpan.FromMinutes(1)));
        waiter.Start();
        stop.Request(StopReason.Failure);
        waiter.Join();
        Assert.True(woken);
    }

    [Fact]
    public void Of_many_reasons_at_once_one_is_kept()
    {
        using var stop = new StopSignal();
        var reasons = new[] { StopReason.Interrupt, StopReason.Terminate, StopReason.DurationPassed, StopReason.Failure };
        Parallel.ForEach(reasons, stop.Request);
        var first = stop.Reason;
        Assert.Contains(first, reasons);
        foreach (var reason in reasons) stop.Request(reason);
        Assert.Equal(first, stop.Reason);
        Assert.Throws<ArgumentOutOfRangeException>(() => stop.Request(StopReason.None));
    }
}

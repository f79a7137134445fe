using Engine.Core.Quoting;
using Engine.Native.Linux;

namespace Engine.Native.Hosting;

/// <summary>The thread named <c>hot</c>: pinned where asked, it runs the loop. An exception that escapes ends trading with its message.</summary>
/// <typeparam name="TQuoter">The quoting model.</typeparam>
public sealed class HotThread<TQuoter>
    where TQuoter : struct, IQuoter
{
    private readonly Thread _thread;
    private readonly HotLoop<TQuoter> _loop;
    private readonly HotOptions _options;
    private HotEnding? _ending;

    /// <summary>Prepares the thread.</summary>
    public HotThread(HotLoop<TQuoter> loop, HotOptions options)
    {
        _loop = loop;
        _options = options;
        _thread = new Thread(Run, maxStackSize: 1 << 20) { Name = "hot", IsBackground = true, Priority = ThreadPriority.AboveNormal };
    }

    /// <summary>What the host refused of what was asked for; empty when nothing. Set once the thread runs.</summary>
    public string Refused { get; private set; } = "";

    /// <summary>Whether the thread still runs.</summary>
    public bool IsRunning => _thread.IsAlive;

    /// <summary>Starts it.</summary>
    public void Start() => _thread.Start();

    /// <summary>Waits for the end, at most so long; true when it has come.</summary>
    public bool Wait(TimeSpan limit) => _thread.Join(limit);

    /// <summary>Waits for the end and tells how it ended.</summary>
    public HotEnding Join()
    {
        _thread.Join();
        return _ending!;
    }

    private void Run()
    {
        try
        {
            if (_options.Cpu is { } cpu)
                Note(CpuAffinity.PinTo(cpu));
            if (_options.Fifo)
                Note(SchedPolicy.UseFifo(1));
            Note(ThreadTraits.LimitTimerSlack(1_000));
            _ending = _loop.Run();
        }
        catch (Exception e)
        {
            // Nothing may pass here in silence: the venue's cancel-on-disconnect takes the orders, the exit code tells.
            _ending = new HotEnding(OrdersConfirmedGone: false, WasLive: true, $"the hot thread failed: {e}");
        }
    }

    private void Note(HostResult result)
    {
        if (!result.Succeeded)
            Refused = Refused.Length == 0 ? result.ToString() : $"{Refused}; {result}";
    }
}

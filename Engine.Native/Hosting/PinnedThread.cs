using Engine.Native.Linux;
using Engine.Native.Linux.Threads;

namespace Engine.Native.Hosting;

/// <summary>A thread of the hot path: named, pinned and scheduled as asked. What escapes its body is kept and told, never lost.</summary>
public sealed class PinnedThread
{
    private readonly Thread _thread;
    private readonly Action _body;
    private readonly int? _cpu;
    private readonly bool _fifo;
    private Exception? _failure;

    /// <summary>Prepares the thread.</summary>
    public PinnedThread(string name, int? cpu, bool fifo, Action body)
    {
        _body = body;
        _cpu = cpu;
        _fifo = fifo;
        _thread = new Thread(Run, maxStackSize: 1 << 20) { Name = name, IsBackground = true, Priority = ThreadPriority.AboveNormal };
    }

    /// <summary>What the host refused of what was asked for; empty when nothing. Set once the thread runs.</summary>
    public string Refused { get; private set; } = "";

    /// <summary>Whether the thread still runs.</summary>
    public bool IsRunning => _thread.IsAlive;

    /// <summary>What ended it before its time; null while nothing did. Any thread.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    /// <summary>Starts it.</summary>
    public void Start() => _thread.Start();

    /// <summary>Waits for the end, at most so long; true when it has come.</summary>
    public bool Wait(TimeSpan limit) => _thread.Join(limit);

    /// <summary>Waits for the end.</summary>
    public void Join() => _thread.Join();

    private void Run()
    {
        try
        {
            if (_cpu is { } cpu)
                Note(CpuAffinity.PinTo(cpu));
            if (_fifo)
                Note(SchedPolicy.UseFifo(1));
            Note(ThreadTraits.LimitTimerSlack(1_000));
            _body();
        }
        catch (Exception e)
        {
            // Nothing may pass here in silence: the venue's cancel-on-disconnect takes the orders, the exit code tells.
            Volatile.Write(ref _failure, e);
        }
    }

    private void Note(HostResult result)
    {
        if (!result.Succeeded)
            Refused = $"{(Refused.Length == 0 ? "" : Refused + "; ")}thread '{_thread.Name}' goes on without: {result}";
    }
}

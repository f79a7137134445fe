using Engine.Core.Link;
using Engine.Core.Quoting;

namespace Engine.Native.Hosting;

/// <summary>The threads that trade: <c>hot</c> runs the loop and, where a second one quotes, <c>quote</c> runs the quoting stage beside it.</summary>
/// <typeparam name="TQuoter">The quoting model.</typeparam>
public sealed class HotThread<TQuoter>
    where TQuoter : struct, IQuoter
{
    private readonly PinnedThread _hot;
    private readonly HotLoop<TQuoter> _loop;
    private TradingEnding? _ending;

    /// <summary>Prepares the threads.</summary>
    public HotThread(HotLoop<TQuoter> loop, HotOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _loop = loop;
        _hot = new PinnedThread("hot", options.Cpu, options.Fifo, () => _ending = _loop.Run());
    }

    /// <summary>What the host refused of what was asked for; empty when nothing. Set once the threads run.</summary>
    public string Refused => _loop.QuoteThread is { Refused.Length: > 0 } quote ? $"{_hot.Refused}{(_hot.Refused.Length == 0 ? "" : "; ")}{quote.Refused}" : _hot.Refused;

    /// <summary>Whether the thread still runs.</summary>
    public bool IsRunning => _hot.IsRunning;

    /// <summary>Whether a thread has ended by a fault that it could not survive. For who has seen the end.</summary>
    public bool HasFailed => _ending is null || _loop.QuoteThread?.Failure is not null;

    /// <summary>Starts it.</summary>
    public void Start()
    {
        _loop.StartOthers();
        _hot.Start();
    }

    /// <summary>Waits for the end, at most so long; true when it has come.</summary>
    public bool Wait(TimeSpan limit) => _hot.Wait(limit);

    /// <summary>Waits for the end and tells how it ended.</summary>
    public TradingEnding Join()
    {
        _hot.Join();
        if (_ending is null)
            _loop.Abandon();
        return _ending ?? new TradingEnding(OrdersConfirmedGone: false, WasLive: true, $"the hot thread failed: {_hot.Failure}");
    }
}

using Engine.Core.Link.Stages;
using Engine.Core.Quoting;
using Engine.Native.Hosting.Rehearsing;
using Engine.Native.Net;

namespace Engine.Native.Hosting;

/// <summary>
/// The second thread of <c>hot.threads = 2</c>, named <c>quote</c>: polls the quoting stage until told to end. The connection's
/// thread publishes events to it and takes its intents; neither ever waits for the other. Where ticks are rehearsed it polls that
/// stage as well, when its own has nothing.
/// </summary>
/// <typeparam name="TQuoter">The quoting model.</typeparam>
internal sealed class QuoteThread<TQuoter>
    where TQuoter : struct, IQuoter
{
    private readonly QuoteStage<TQuoter, WireGateway> _stage;
    private readonly RehearsalRoom<TQuoter>? _room;
    private readonly PinnedThread _thread;
    private IdleWait _wait;
    private bool _isEnding;

    public QuoteThread(QuoteStage<TQuoter, WireGateway> stage, RehearsalRoom<TQuoter>? room, HotOptions options)
    {
        _stage = stage;
        _room = room;
        _wait = new IdleWait(options.Wait);
        _thread = new PinnedThread("quote", options.QuoteCpu, options.Fifo, Run);
    }

    /// <summary>The thread.</summary>
    public PinnedThread Thread => _thread;

    /// <summary>Ends it after everything published has been taken in; false when it has not ended in time.</summary>
    public bool TryEnd(TimeSpan limit)
    {
        Volatile.Write(ref _isEnding, true);
        return _thread.Wait(limit);
    }

    private void Run()
    {
        while (true)
        {
            bool isLast = Volatile.Read(ref _isEnding); // before the poll, which then sees all that was published earlier
            if (_stage.Poll() > 0)
                continue;
            if (isLast)
                return;
            _room?.PollQuoting();
            if (_wait.Sleeps)
                System.Threading.Thread.Sleep(1);
            else
                _wait.Pause();
        }
    }
}

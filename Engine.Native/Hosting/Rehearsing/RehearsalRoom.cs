using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Trading;
using Engine.Core.Trading.Desks;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Native.Time;

namespace Engine.Native.Hosting.Rehearsing;

/// <summary>
/// Prepares a rehearsal on a thread of its own, because a private pair of TLS takes milliseconds that no start and no tick should
/// wait for, and stands around it: where the system refuses it, or anything goes wrong in it, trading goes on without.
/// </summary>
internal sealed class RehearsalRoom<TQuoter> : IDisposable
    where TQuoter : struct, IQuoter
{
    private readonly Func<Rehearsal<TQuoter>> _prepare;
    private readonly Thread _thread;
    private Rehearsal<TQuoter>? _rehearsal;
    private string? _failure;

    /// <summary>Takes note of what the rehearsal is to be made of.</summary>
    public RehearsalRoom(
        bool isSecure, HotOptions options, SystemClock clock, InstrumentTable instruments, ReadOnlySpan<DeskOptions<TQuoter>> desks, EngineOptions engine, DeribitDecoder decoder)
    {
        DeskOptions<TQuoter>[] kept = desks.ToArray();
        DeribitDecoder twin = decoder.Twin();
        _prepare = () => new Rehearsal<TQuoter>(isSecure, options, clock, instruments, kept, engine, twin);
        _thread = new Thread(Prepare) { Name = "rehearsal", IsBackground = true };
    }

    /// <summary>The rehearsal, once it is prepared.</summary>
    public Rehearsal<TQuoter>? Rehearsal => Volatile.Read(ref _rehearsal);

    /// <summary>Why there is none, told once; null while it is being prepared, and when all is well.</summary>
    public string? TakeFailure() => _failure is null ? null : Interlocked.Exchange(ref _failure, null);

    /// <summary>Begins to prepare it.</summary>
    public void Start() => _thread.Start();

    /// <summary>Prepares it on the calling thread.</summary>
    public void Prepare()
    {
        try
        {
            Volatile.Write(ref _rehearsal, _prepare());
        }
        catch (Exception e)
        {
            GiveUp(e);
        }
    }

    /// <summary>One step of the rehearsal, where there is one; the thread that owns the venue's connection.</summary>
    public void Step(long nowNs, Desk<TQuoter> live)
    {
        try
        {
            Rehearsal?.Step(nowNs, live);
        }
        catch (Exception e)
        {
            GiveUp(e);
        }
    }

    /// <summary>Polls the rehearsal's quoting stage, where there is one; the thread that quotes, when it is another.</summary>
    public void PollQuoting()
    {
        try
        {
            Rehearsal?.Quoting.Poll();
        }
        catch (Exception e)
        {
            GiveUp(e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if ((_thread.ThreadState & ThreadState.Unstarted) == 0)
            _thread.Join();
        _rehearsal?.Dispose();
    }

    private void GiveUp(Exception e)
    {
        Volatile.Write(ref _rehearsal, null);
        _failure = $"ticks are not rehearsed, so the first after a pause is slower: {e.Message}";
    }
}

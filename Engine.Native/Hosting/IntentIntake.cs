using Engine.Core.Events;
using Engine.Core.Link.Feed;
using Engine.Core.Link.Sending;
using Engine.Core.Memory;
using Engine.Core.Wire.Deribit;

namespace Engine.Native.Hosting;

/// <summary>
/// The connection's thread as a reader of the intents that another thread decided. New terms that were decided on news from before an
/// instrument changed its tick mean other prices now, and whatever was decided before this connection is meant for another: these are
/// not sent, and the engine is told so at once. What the output does not take is kept, in order, and tried again. A mutable struct: never
/// a readonly field.
/// </summary>
internal struct IntentIntake(IntentWriter writer, EventFeed feed) : IRingReader<SentRequest>
{
    /// <summary>Most that is taken over at once, and so most that may have to be kept.</summary>
    public const int Limit = 64;

    private readonly SentRequest[] _kept = new SentRequest[Limit];
    private int _count;

    /// <summary>New terms that an older event caused are not sent, Unix ns.</summary>
    public long SinceNs { get; set; }

    /// <summary>When the connection opened, Unix ns: nothing that an older event caused is sent.</summary>
    public long ConnectedNs { get; set; }

    /// <summary>Intents not sent for their age.</summary>
    public long Dropped { get; private set; }

    /// <summary>Whether some are kept, which go first: nothing more is to be read meanwhile.</summary>
    public readonly bool HasKept => _count > 0;

    public void OnSlot(ref SentRequest slot, bool last)
    {
        if (_count > 0 || !TryTake(slot))
            Keep(slot);
    }

    /// <summary>Tries those that were kept; returns how many are done with.</summary>
    public int Retry()
    {
        int done = 0;
        while (done < _count && TryTake(_kept[done]))
            done++;
        _count -= done;
        Array.Copy(_kept, done, _kept, 0, _count);
        return done;
    }

    private bool TryTake(in SentRequest request)
    {
        long causeNs = request.Intent.CauseNs;
        bool isOld = causeNs < ConnectedNs || (causeNs < SinceNs && request.Intent.Kind is IntentKind.Place or IntentKind.Edit);
        if (!isOld)
            return writer.TryWrite(request.Intent, request.DecidedNs);
        Dropped++;
        TellNotSent(request.Intent);
        return true;
    }

    private void Keep(in SentRequest request)
    {
        if (_count < Limit)
            _kept[_count++] = request;
        else
            TellNotSent(request.Intent);
    }

    private readonly void TellNotSent(in OrderIntent intent)
    {
        if (intent.Kind > IntentKind.CancelAll)
            return; // a question: it is asked again
        ref EngineEvent reply = ref feed.Claim();
        reply.Kind = EventKind.Reply;
        reply.Instrument = EngineEvent.NoInstrument;
        reply.ReceiveNs = intent.CauseNs;
        reply.Reply.RequestId = intent.RequestId;
        reply.Reply.ErrorCode = DeribitErrors.NotSent;
        feed.Commit();
    }
}

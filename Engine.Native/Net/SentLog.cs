using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Trading;

namespace Engine.Native.Net;

/// <summary>The order requests of a batch between their encoding and the send, so that each can be stamped when it has left.</summary>
public sealed class SentLog(FactLog facts)
{
    private readonly OrderIntent[] _batch = new OrderIntent[64];
    private int _count;

    /// <summary>Order requests sent.</summary>
    public long Total { get; private set; }

    /// <summary>When the first of them left, Unix ns; 0 while none has.</summary>
    public long FirstNs { get; private set; }

    /// <summary>Remembers an encoded request; beyond the room of a batch it goes unstamped.</summary>
    public void Add(in OrderIntent intent)
    {
        Total++;
        if (_count < _batch.Length)
            _batch[_count++] = intent;
    }

    /// <summary>The batch has left: records each request with the time from its cause to now.</summary>
    public void Stamp(long sentNs)
    {
        for (int i = 0; i < _count; i++)
        {
            ref readonly OrderIntent intent = ref _batch[i];
            ref Fact fact = ref facts.Claim(FactKind.Transition, sentNs);
            fact.Instrument = intent.Instrument;
            fact.Side = intent.Side;
            fact.Transition.Label = intent.Label;
            fact.Transition.OrderId = intent.OrderId;
            fact.Transition.RequestId = intent.RequestId;
            fact.Transition.Price = intent.Price;
            fact.Transition.Amount = intent.Amount;
            fact.Transition.TickToOrderNs = Math.Max(1, sentNs - intent.CauseNs);
            (OrderState from, OrderState to, OrderCause cause) = intent.Kind switch
            {
                IntentKind.Place => (OrderState.Idle, OrderState.Placing, OrderCause.PlaceSent),
                IntentKind.Edit => (OrderState.Working, OrderState.Editing, OrderCause.EditSent),
                _ => (OrderState.Working, OrderState.Cancelling, OrderCause.CancelSent),
            };
            fact.Transition.From = (byte)from;
            fact.Transition.To = (byte)to;
            fact.Transition.Cause = (byte)cause;
        }

        if (_count == 0)
            return;
        facts.Publish();
        FirstNs = FirstNs == 0 ? sentNs : FirstNs;
        _count = 0;
    }
}

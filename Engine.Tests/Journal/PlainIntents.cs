using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Tests.Storage.Journal;

namespace Engine.Tests.Journal;

/// <summary>The plain twin of the intent log: the order of each slot in a dictionary. Makes random steps in both.</summary>
internal sealed class PlainIntents
{
    private readonly Dictionary<(int Instrument, Side Side), (OrderLabel Label, OrderState State, long AmountE9)> _slots = [];
    private int _generation;

    /// <summary>Orders that may be open.</summary>
    public IEnumerable<(OrderLabel Label, OrderState State, long AmountE9)> Alive() =>
        _slots.Values.Where(order => OrderTransitions.MayFill(order.State)).OrderBy(order => order.Label.Packed);

    /// <summary>One step in the life of a random slot.</summary>
    public void Step(IntentLogs logs, Prng random)
    {
        int instrument = random.Below(2);
        Side side = (Side)random.Below(2);
        bool has = _slots.TryGetValue((instrument, side), out var order) && order.State != OrderState.Idle;
        if (has && random.Below(3) == 0)
        {
            OrderState[] states = [OrderState.Working, OrderState.Unknown, OrderState.Closing, OrderState.Idle];
            OrderState state = states[random.Below(states.Length)];
            logs.Outcome(order.Label, state, SampleFacts.Id("77"));
            _slots[(instrument, side)] = order with { State = state };
            return;
        }

        IntentKind kind = !has ? IntentKind.Place : random.Below(2) == 0 ? IntentKind.Edit : IntentKind.Cancel;
        OrderLabel label = has ? order.Label : IntentLogs.Label(side, ++_generation, instrument);
        OrderIntent intent = logs.Intent(kind, label, lots: 1 + random.Below(500));
        logs.Log.Append(intent, IntentLogs.Instruments[instrument], isSlots: true);
        if (random.Below(5) == 0)
            logs.Log.TakeBack(intent, isSlots: true);
        else
            _slots[(instrument, side)] = (label, kind == IntentKind.Place ? OrderState.Placing : kind == IntentKind.Edit ? OrderState.Editing : OrderState.Cancelling,
                intent.Amount.Lots * IntentLogs.Instruments[instrument].LotE9);
    }
}

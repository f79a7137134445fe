using System.Runtime.CompilerServices;
using Engine.Core.Primitives;

namespace Engine.Core.Orders;

/// <summary>The two quote slots of an instrument, indexed by <see cref="Side"/>, in place: no array stands between them and their owner.</summary>
[InlineArray(2)]
internal struct QuoteSlots
{
    private WorkingOrder _first;
}

using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Simulation.Trader;

/// <summary>A fill as the journal has it; decimals in 1e-9 units.</summary>
internal readonly record struct StoredFill(int Instrument, long Sequence, Side Side, long PriceE9, long AmountE9, long FeeE9, OrderLabel Label);

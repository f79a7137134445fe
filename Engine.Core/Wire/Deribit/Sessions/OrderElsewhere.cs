using Engine.Core.Events;

namespace Engine.Core.Wire.Deribit.Sessions;

/// <summary>An order that an earlier session may have left on an instrument which this one does not trade.</summary>
/// <param name="Label">Its label.</param>
/// <param name="Symbol">The instrument's name.</param>
/// <param name="SentNs">When it was sent, where the venue has never shown it, so that it may be on its way; 0 otherwise. Unix ns.</param>
public sealed record OrderElsewhere(OrderLabel Label, string Symbol, long SentNs);

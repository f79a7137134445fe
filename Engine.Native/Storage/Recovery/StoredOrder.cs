namespace Engine.Native.Storage.Recovery;

/// <summary>An order as the journal or the intent log last knew it.</summary>
/// <param name="Label">Our label.</param>
/// <param name="Symbol">The instrument.</param>
/// <param name="Side">buy or sell.</param>
/// <param name="Price">Price; none where there is none.</param>
/// <param name="Amount">Total amount.</param>
/// <param name="Filled">Filled part.</param>
/// <param name="OrderId">The venue's id, where it became known.</param>
/// <param name="State">The last state known, in words.</param>
/// <param name="UpdatedNs">When that was, Unix ns.</param>
/// <param name="Resolution">What became of an order that a session left; none while it is not known, and for other orders.</param>
public sealed record StoredOrder(
    string Label, string Symbol, string Side, double? Price, double? Amount, double? Filled, string? OrderId, string State, long UpdatedNs, string? Resolution);

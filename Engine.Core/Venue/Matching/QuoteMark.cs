namespace Engine.Core.Venue.Matching;

/// <summary>What an order carries that was placed by a mass quote.</summary>
/// <param name="Group">Its protection group.</param>
/// <param name="QuoteId">The client's number of the request that placed or changed it last.</param>
/// <param name="QuoteSetId">The client's mark for cancelling several at once.</param>
public sealed record QuoteMark(string Group, string QuoteId, string QuoteSetId);

namespace Engine.Core.Venue.Market.History;

/// <summary>What funding was in one hour.</summary>
/// <param name="EndMs">When the hour ended, Unix milliseconds.</param>
/// <param name="Interest">What a unit of a long position paid in it.</param>
/// <param name="Interest8h">The same over the eight hours that end with it.</param>
/// <param name="Index">Index price at its end.</param>
/// <param name="PreviousIndex">Index price at its beginning.</param>
internal readonly record struct FundingHour(long EndMs, double Interest, double Interest8h, double Index, double PreviousIndex);

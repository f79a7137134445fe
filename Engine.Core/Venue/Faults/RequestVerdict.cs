using Engine.Core.Venue.Desk;

namespace Engine.Core.Venue.Faults;

/// <summary>What faults have decided about one request.</summary>
/// <param name="Refusal">Answered with this instead of being done.</param>
/// <param name="IsLost">Neither done nor answered.</param>
/// <param name="IsSilent">Done, and not answered.</param>
/// <param name="ReplyLast">Whether its notifications come first; null leaves it to chance.</param>
internal readonly record struct RequestVerdict(Refusal? Refusal, bool IsLost, bool IsSilent, bool? ReplyLast);

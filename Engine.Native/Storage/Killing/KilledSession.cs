using Engine.Core.Risk;

namespace Engine.Native.Storage.Killing;

/// <summary>The newest session of a database, where it ended by its kill switch and no operator has cleared that since.</summary>
/// <param name="Id">Its row.</param>
/// <param name="AtNs">The last that is known of it, Unix ns.</param>
/// <param name="Reason">Why; none where the database does not tell.</param>
internal sealed record KilledSession(long Id, long AtNs, KillReason Reason);

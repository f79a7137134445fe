using Engine.Core.Risk;
using Engine.Core.Risk.Killing;

namespace Engine.Native.Storage.Killing;

/// <summary>
/// Whether sessions may begin on a database, by the kill switch's file and by what the database tells of its newest session. The file is
/// the switch; the database speaks where the file was lost, emptied or put back from before.
/// </summary>
/// <param name="Obstacle">Why none may begin, the file first; null where one may.</param>
internal sealed record KillStanding(string? Obstacle)
{
    /// <summary>Of a database as it stands, by the database's file. Throws <see cref="IOException"/> where the switch cannot be read.</summary>
    public static KillStanding Of(string database) => Of(database, KillHistory.Last(database));

    /// <summary>Of a database whose newest session is known.</summary>
    public static KillStanding Of(string database, KilledSession? newest)
    {
        string path = KillFile.PathOf(database);
        KillFileContent content = KillFile.Look(database, out KillRecord record);
        if (record.State != LatchState.Armed)
            return new KillStanding($"{path}: the kill switch is {KillWords.Of(record)}");
        if (content == KillFileContent.Foreign)
            return new KillStanding($"{path}: this is no kill switch of an engine, so that nobody can tell whether it is latched");
        if (newest is null || record.ClearedNs >= newest.AtNs)
            return new KillStanding((string?)null);
        string state = content switch
        {
            KillFileContent.Missing => "the kill switch's file is missing",
            KillFileContent.Blank => "the kill switch's file is blank",
            _ => "the kill switch's file says it is armed",
        };
        string reason = newest.Reason == KillReason.None ? "" : $" ({KillWords.Of(newest.Reason)})";
        return new KillStanding($"{path}: {state}, but the database's last session was killed at {KillWords.At(newest.AtNs)}{reason}, and nobody has cleared that");
    }
}

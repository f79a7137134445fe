namespace Engine.Core.Risk.Killing;

/// <summary>What brings a latched record out of its process.</summary>
public interface IKillStore
{
    /// <summary>Asks that the record be stored soon, by a thread that may wait for a disk. Any thread may ask; it never waits, and nothing is thrown.</summary>
    void Ask();

    /// <summary>Stores the record before it returns, however long the disk takes: not for a thread that has orders to cancel. Never throws.</summary>
    void Store();
}

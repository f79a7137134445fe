namespace Engine.Core.Memory;

/// <summary>What a poller calls for each published slot. Implement it as a struct so that the call is direct.</summary>
/// <typeparam name="T">The slot.</typeparam>
public interface IRingReader<T>
    where T : unmanaged
{
    /// <summary>Handles one slot; <paramref name="last"/> marks the last one of this poll.</summary>
    void OnSlot(ref T slot, bool last);
}

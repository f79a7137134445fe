namespace Engine.Core.Venue.Desk.Making;

/// <summary>Learns when protection stopped someone's quoting.</summary>
internal interface IProtectionWatcher
{
    /// <summary>A limit was broken and the orders are cancelled.</summary>
    void OnTrigger(ProtectionGroup group, long frozenUntilMs);
}

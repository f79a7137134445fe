namespace Engine.Native.Config.Sections;

/// <summary>Which quoter decides an instrument's prices.</summary>
public enum QuoterKind
{
    /// <summary>A fixed fraction around the mid, shifted linearly by inventory.</summary>
    InventorySkew,
}

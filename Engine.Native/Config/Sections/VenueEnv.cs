namespace Engine.Native.Config.Sections;

/// <summary>Which exchange the engine trades on.</summary>
public enum VenueEnv
{
    /// <summary>The embedded venue, on the loopback.</summary>
    Paper,
    /// <summary>Deribit's test network.</summary>
    Test,
    /// <summary>Deribit itself: real money.</summary>
    Prod,
}

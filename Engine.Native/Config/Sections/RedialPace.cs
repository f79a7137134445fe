namespace Engine.Native.Config.Sections;

/// <summary>At which pace a venue that is not there is tried.</summary>
public enum RedialPace
{
    /// <summary>That of a near venue on the loopback, that of a far one elsewhere.</summary>
    Auto = 0,

    /// <summary>The venue is on this machine or next to it.</summary>
    Near,

    /// <summary>The venue is anywhere else.</summary>
    Far,
}

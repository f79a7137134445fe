namespace Engine.Core.Venue.Market.Replay;

/// <summary>One price of the recorded book on the instrument's own grid.</summary>
internal sealed class RecordedLevel
{
    /// <summary>Lots that the recording has there now.</summary>
    public long Recorded { get; set; }

    /// <summary>Lots that the crowd had there when it was last looked at.</summary>
    public long Standing { get; set; }

    /// <summary>Recorded lots that clients have taken away: they do not come back while the level lasts.</summary>
    public long Taken { get; set; }
}

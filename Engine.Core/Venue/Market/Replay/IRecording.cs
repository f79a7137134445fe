namespace Engine.Core.Venue.Market.Replay;

/// <summary>A recorded market, read once from its beginning to its end and again after a rewind.</summary>
public interface IRecording
{
    /// <summary>Whether amounts are in USD; else they are in the base coin.</summary>
    bool IsInverse { get; }

    /// <summary>Reads the next record; false at the end. Throws <see cref="RecordingException"/> where it cannot be read.</summary>
    bool TryRead(out MarketRecord record);

    /// <summary>Back to the beginning.</summary>
    void Rewind();
}

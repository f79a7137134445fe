namespace Engine.Core.Venue.Market.Replay;

/// <summary>A recording cannot be read; the message names the file and the line.</summary>
public sealed class RecordingException : Exception
{
    /// <summary>Says what is wrong and where.</summary>
    public RecordingException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong and where, and by what it was found.</summary>
    public RecordingException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>Without a reason.</summary>
    public RecordingException()
    {
    }
}

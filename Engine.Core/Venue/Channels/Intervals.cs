namespace Engine.Core.Venue.Channels;

/// <summary>Intervals by their words in channel names.</summary>
internal static class Intervals
{
    public static IReadOnlyList<Interval> All { get; } = [Interval.Raw, Interval.Fast, Interval.Slow];

    public static string Word(Interval interval) => interval switch
    {
        Interval.Raw => "raw",
        Interval.Fast => "100ms",
        _ => "agg2",
    };

    public static bool TryParse(string word, out Interval interval)
    {
        interval = word switch
        {
            "raw" => Interval.Raw,
            "100ms" => Interval.Fast,
            _ => Interval.Slow,
        };
        return word is "raw" or "100ms" or "agg2";
    }
}

namespace Engine.Core.Venue.Market.History;

/// <summary>The length of a candle by the venue's word for it.</summary>
/// <param name="Minutes">How long it is.</param>
/// <param name="OffsetMinutes">When in a day the first one begins: a day's begins at the daily settlement, 08:00 UTC.</param>
internal readonly record struct Resolution(int Minutes, int OffsetMinutes)
{
    public static bool TryParse(string word, out Resolution resolution)
    {
        int minutes = word switch
        {
            "1" => 1,
            "3" => 3,
            "5" => 5,
            "10" => 10,
            "15" => 15,
            "30" => 30,
            "60" => 60,
            "120" => 120,
            "180" => 180,
            "360" => 360,
            "720" => 720,
            "1D" => 1440,
            _ => 0,
        };
        resolution = new Resolution(minutes, minutes == 1440 ? 480 : 0);
        return minutes > 0;
    }

    /// <summary>The minute at which the candle of a minute begins.</summary>
    public long Start(long minute) => minute - (minute - OffsetMinutes) % Minutes;
}

using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Market.History;

namespace Engine.Core.Venue.Rpc.Methods.Public;

/// <summary>Funding that was paid.</summary>
internal static class FundingMethods
{
    private const long MinuteMs = 60_000;
    private const long HourMs = 60 * MinuteMs;
    private const int HistoryRows = 744;

    public static IEnumerable<Method> All =>
    [
        new("public/get_funding_rate_value", GetValue),
        new("public/get_funding_rate_history", GetHistory),
        new("public/get_funding_chart_data", GetChart),
    ];

    private static void GetValue(Call call)
    {
        Listing listing = call.Listing();
        (long fromMs, long toMs) = call.TimeRange();
        // What the running minute has paid so far counts whole.
        if (!call.Failed)
            call.Result.Float(listing.Funding.Paid(fromMs, toMs < call.NowMs ? toMs : ((call.NowMs / MinuteMs) + 1) * MinuteMs));
    }

    /// <summary>The hours that ended in a stretch; the newest month of it.</summary>
    private static void GetHistory(Call call)
    {
        Listing listing = call.Listing();
        (long fromMs, long toMs) = call.TimeRange();
        if (call.Failed)
            return;
        long last = Math.Min(toMs, call.NowMs) / HourMs;
        long first = Math.Max((fromMs + HourMs - 1) / HourMs, (listing.Funding.FirstMinute / 60) + 8);
        call.Result.BeginArray();
        for (long hour = Math.Max(first, last - HistoryRows + 1); hour <= last; hour++)
        {
            FundingHour row = listing.Funding.Hour(hour * HourMs);
            call.Result.BeginObject();
            call.Result.Int("timestamp"u8, row.EndMs);
            call.Result.Float("index_price"u8, Math.Round(row.Index, listing.Contract.Terms.PricePlaces));
            call.Result.Float("interest_8h"u8, row.Interest8h);
            call.Result.Float("interest_1h"u8, row.Interest);
            call.Result.Float("prev_index_price"u8, Math.Round(row.PreviousIndex, listing.Contract.Terms.PricePlaces));
            call.Result.EndObject();
        }

        call.Result.EndArray();
    }

    private static void GetChart(Call call)
    {
        Listing listing = call.Listing();
        string? length = call.Word("length"u8, "8h", "24h", "1m");
        if (length is null)
            call.Refuse(Refusal.Missing("length"));
        if (call.Failed)
            return;
        (int hours, int step) = length switch { "8h" => (8, 1), "24h" => (24, 3), _ => (720, 60) };
        long last = call.NowMs / MinuteMs / step * step;
        call.Result.BeginObject();
        call.Result.BeginArray("data"u8);
        for (long minute = last - (hours * 60); minute <= last; minute += step)
        {
            call.Result.BeginObject();
            call.Result.Int("timestamp"u8, minute * MinuteMs);
            call.Result.Float("index_price"u8, Math.Round(listing.Funding.Index(minute), listing.Contract.Terms.PricePlaces));
            call.Result.Float("interest_8h"u8, listing.Funding.Rate8h(minute));
            call.Result.EndObject();
        }

        call.Result.EndArray();
        call.Result.Float("interest_8h"u8, listing.Mark.Rate8h);
        call.Result.Float("current_interest"u8, listing.Mark.Rate);
        call.Result.EndObject();
    }
}

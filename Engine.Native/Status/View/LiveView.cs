using Engine.Native.Status.Blocks;
using Engine.Native.Status.View.Painting;
using Engine.Native.Status.View.Parts;

namespace Engine.Native.Status.View;

/// <summary>
/// Draws a snapshot of the status page: connection, instruments, PnL, latencies, credits, fills, journal. Made for 100 by 30
/// characters; what has least to say goes first where there is less room.
/// </summary>
internal static class LiveView
{
    /// <summary>Narrower or lower than this, it only says so.</summary>
    public const int LeastWidth = 60, LeastHeight = 12;

    private const int MostGaps = 4;
    private const int FillsBeforeGaps = 6;

    /// <summary>Lines that show everything.</summary>
    public static int FullHeight(StatusSnapshot status) => Lines(status) + Shown(status) + ChannelPart.Lines(status) + MostGaps + FillStatuses.Capacity;

    public static void Draw(Canvas canvas, StatusSnapshot status)
    {
        if (canvas.Width < LeastWidth || canvas.Height < LeastHeight)
        {
            canvas.Put(0, 0, $"make the window at least {LeastWidth} x {LeastHeight}");
            return;
        }

        int instruments = Shown(status);
        int spare = canvas.Height - Lines(status);
        bool isTotalOnly = instruments > 1 && spare < 2;
        if (isTotalOnly)
            spare += instruments;
        bool hasSizes = spare >= instruments + 3;
        if (hasSizes)
            spare -= instruments;
        bool hasChannels = hasSizes && spare >= FillsBeforeGaps + MostGaps + ChannelPart.Lines(status);
        if (hasChannels)
            spare -= ChannelPart.Lines(status);
        int gaps = Math.Clamp(spare - FillsBeforeGaps, 0, MostGaps);

        int y = HeaderPart.Draw(canvas, status);
        y = InstrumentPart.Draw(canvas, y, status, hasSizes) + Gap(ref gaps);
        y = ProfitPart.Draw(canvas, y, status, isTotalOnly) + Gap(ref gaps);
        y = LatencyPart.Draw(canvas, y, status) + Gap(ref gaps);
        if (hasChannels)
            y = ChannelPart.Draw(canvas, y, status);
        y = CreditPart.Draw(canvas, y, status) + Gap(ref gaps);
        FillPart.Draw(canvas, y, status, canvas.Height - 1);
        JournalPart.Draw(canvas, canvas.Height - 1, status);
    }

    /// <summary>Instruments shown.</summary>
    public static int Shown(StatusSnapshot status) => Math.Min((int)status.Hot.InstrumentCount, InstrumentStatuses.Capacity);

    // Header 3, titles 2, latencies 4 (their stages 1), credits 1, fills' totals and title 2, journal 1; two lines an instrument and a total.
    private static int Lines(StatusSnapshot status) =>
        13 + (LatencyPart.HasStages(status) ? 1 : 0) + (2 * Shown(status)) + (Shown(status) > 1 ? 1 : 0);

    private static int Gap(ref int gaps) => gaps-- > 0 ? 1 : 0;
}

using Engine.Native.Status.Blocks;
using Engine.Native.Status.View.Painting;

namespace Engine.Native.Status.View.Parts;

/// <summary>What each channel last brought, how long ago, and how late: where there is room.</summary>
internal static class ChannelPart
{
    /// <summary>Lines it takes.</summary>
    public static int Lines(StatusSnapshot status) => LiveView.Shown(status) == 0 ? 0 : 1 + LiveView.Shown(status);

    public static int Draw(Canvas canvas, int y, StatusSnapshot status)
    {
        ref HotStatus hot = ref status.Hot;
        string clock = $"age (delay)  market {Figures.Duration(hot.FeedDelayNs)} late  venue's clock {(hot.VenueClockNs < 0 ? "-" : "+")}{Figures.Duration(Math.Abs(hot.VenueClockNs))}";
        canvas.Put(1, y++, $"CHANNELS {clock}  account {Age(hot.AccountAgeNs)}  platform {Age(hot.PlatformAgeNs)}", Ink.Dim);
        for (int i = 0; i < LiveView.Shown(status); i++)
        {
            ref InstrumentStatus instrument = ref hot.Instruments[i];
            int x = canvas.Put(1, y, StatusText.ToText(instrument.Name), Ink.Plain);
            for (int channel = 0; channel < ChannelStatuses.Count; channel++)
            {
                ref ChannelStatus told = ref instrument.Channels[channel];
                string late = told.DelayNs < 0 ? "" : $" ({Figures.Duration(told.DelayNs)})";
                x = canvas.Put(x + 2, y, $"{ChannelStatuses.Names[channel]} {Age(told.AgeNs)}{late}", Ink.Dim);
            }

            y++;
        }

        return y;
    }

    private static string Age(long ageNs) => ageNs < 0 ? "none" : Figures.Duration(ageNs);
}

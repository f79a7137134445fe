using System.Globalization;
using Engine.Native.Status.Blocks;
using Engine.Native.Status.View.Painting;

namespace Engine.Native.Status.View.Parts;

/// <summary>The venue's rate credits as a bar, and what was spent on.</summary>
internal static class CreditPart
{
    public static int Draw(Canvas canvas, int y, StatusSnapshot status)
    {
        ref HotStatus hot = ref status.Hot;
        int barWidth = canvas.Width < 96 ? 16 : 32;
        int x = canvas.Put(1, y, "CREDITS", Ink.Dim) + 1;
        if (hot.RateBurst > 0)
        {
            double share = Math.Clamp(hot.RateCredits / hot.RateBurst, 0, 1);
            int full = (int)Math.Round(share * barWidth);
            x = canvas.Put(x, y, new string('█', full), share < 0.2 ? Ink.Bad : share < 0.5 ? Ink.Warning : Ink.Good);
            x = canvas.Put(x, y, new string('░', barWidth - full), Ink.Dim);
            x = canvas.Put(x + 1, y, string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(hot.RateCredits):0} of {hot.RateBurst:0}"));
        }
        else
        {
            x = canvas.Put(x, y, "not known", Ink.Dim);
        }

        x = canvas.PutWhole(x + 2, y, $"orders {Figures.Count(hot.OrderRequests)}");
        string refused = $"refused: venue {Figures.Count(hot.VenueRejects)}, gate {Figures.Count(hot.GateRejects)}";
        canvas.PutWhole(x + 2, y, refused, hot.VenueRejects > 0 ? Ink.Warning : Ink.Dim);
        return y + 1;
    }
}

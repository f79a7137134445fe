using System.Globalization;

namespace Engine.Core.Risk.Killing;

/// <summary>The kill switch in words for people.</summary>
public static class KillWords
{
    /// <summary>Why it is latched, in a few words.</summary>
    public static string Of(KillReason reason) => reason switch
    {
        KillReason.None => "",
        KillReason.Operator => "operator",
        KillReason.Invariant => "broken invariant",
        KillReason.SessionLoss => "session loss",
        KillReason.Drawdown => "drawdown",
        KillReason.EquityDrop => "equity drop",
        _ => "watchdog: hot thread stalled",
    };

    /// <summary>When and why, by which process.</summary>
    public static string Of(in KillRecord record)
    {
        if (record.State == LatchState.Writing)
            return "latched by a process that was killed before it could say when and why";
        DateTime at = DateTime.UnixEpoch.AddTicks(record.AtNs / 100);
        string when = at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return $"latched at {when} UTC by process {record.ProcessId}: {Of(record.Reason)}{Figures(record.Reason, record.Value, record.Bound)}";
    }

    private static string Figures(KillReason reason, double value, double bound)
    {
        if (value == 0 && bound == 0)
            return "";
        return reason == KillReason.Watchdog
            ? string.Create(CultureInfo.InvariantCulture, $" for {value:0} ms where {bound:0} are allowed")
            : string.Create(CultureInfo.InvariantCulture, $" of {value:0.00} USD where {bound:0.00} are allowed");
    }
}

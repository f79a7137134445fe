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
        return $"latched at {At(record.AtNs)} by process {record.ProcessId}: {Cause(in record)}";
    }

    /// <summary>Why, with the figure that passed its limit, and what follows: for the moment at which it happens.</summary>
    public static string Now(in KillRecord record)
    {
        string cause = record.Reason == KillReason.Operator ? "asked for by the operator" : Cause(in record);
        return $"the kill switch is latched: {cause}; orders are cancelled, and the session ends";
    }

    /// <summary>Why, with the figure that passed its limit.</summary>
    public static string Cause(in KillRecord record) => Of(record.Reason) + Figures(record.Reason, record.Value, record.Bound);

    /// <summary>Why, with figure and limit, in as little room as the status page has.</summary>
    public static string Short(in KillRecord record) => record is { Value: 0, Bound: 0 } ? Of(record.Reason)
        : record.Reason == KillReason.Watchdog ? string.Create(CultureInfo.InvariantCulture, $"watchdog: {record.Value:0} > {record.Bound:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{Of(record.Reason)} {record.Value:0.00} > {record.Bound:0.00} USD");

    /// <summary>A moment, Unix ns.</summary>
    public static string At(long ns) => DateTime.UnixEpoch.AddTicks(ns / 100).ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Figures(KillReason reason, double value, double bound)
    {
        if (value == 0 && bound == 0)
            return "";
        return reason == KillReason.Watchdog
            ? string.Create(CultureInfo.InvariantCulture, $" for {value:0} ms where {bound:0} are allowed")
            : string.Create(CultureInfo.InvariantCulture, $" of {value:0.00####} USD where {bound:0.00####} are allowed");
    }
}

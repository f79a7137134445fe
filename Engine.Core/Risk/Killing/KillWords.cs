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
    public static string Cause(in KillRecord record) => Of(record.Reason) + Figures(in record);

    /// <summary>Why, with figure and limit, in as little room as the status page has.</summary>
    public static string Short(in KillRecord record) => record is { Value: 0, Bound: 0 } ? Of(record.Reason)
        : record.Reason == KillReason.Watchdog ? string.Create(CultureInfo.InvariantCulture, $"watchdog: {record.Value:0} > {record.Bound:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{Of(record.Reason)} {Brief(record.Value)} > {Brief(record.Bound)} USD");

    /// <summary>A moment, Unix ns.</summary>
    public static string At(long ns) => DateTime.UnixEpoch.AddTicks(ns / 100).ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Figures(in KillRecord record)
    {
        (double value, double bound) = (record.Value, record.Bound);
        if (value == 0 && bound == 0)
            return "";
        if (record.Reason == KillReason.Watchdog)
            return string.Create(CultureInfo.InvariantCulture, $" for {value:0} ms where {bound:0} are allowed");
        string window = record.WindowNs > 0 ? string.Create(CultureInfo.InvariantCulture, $" within {record.WindowNs / 1e9:0.###} s") : "";
        return $" of {Usd(value, isExact: false)} USD{window} where {Usd(bound, isExact: true)} are allowed";
    }

    /// <summary>With six decimals at most; with all that there are for a limit, and for what six would show as zero.</summary>
    public static string Usd(double value, bool isExact)
    {
        string text = value.ToString("0.00####", CultureInfo.InvariantCulture);
        double shown = double.Parse(text, CultureInfo.InvariantCulture);
        if (shown == value || (!isExact && shown != 0))
            return text;
        text = value.ToString("0.00##################", CultureInfo.InvariantCulture);
        return double.Parse(text, CultureInfo.InvariantCulture) != 0 ? text : value.ToString("R", CultureInfo.InvariantCulture);
    }

    private static string Brief(double value) => Math.Abs(value) is > 0 and < 0.005
        ? value.ToString("0.##E0", CultureInfo.InvariantCulture)
        : value.ToString("0.00", CultureInfo.InvariantCulture);
}

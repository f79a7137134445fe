using Engine.Native.Config.Schema;
using Engine.Native.Config.Sections;

namespace Engine.Native.Config;

/// <summary>Rules of <c>[session]</c>: times of which one makes the other meaningless.</summary>
internal static class PatienceRules
{
    /// <summary>A connection that is silent for this many heartbeats is closed.</summary>
    private const double SilentHeartbeats = 2.5;

    /// <summary>Channels are quiet by themselves for this long.</summary>
    private const double LeastSilenceSeconds = 1;

    /// <summary>Reports key, value and what is allowed of each that cannot mean what it says.</summary>
    internal static void Check(SessionConfig session, Action<string, string, string> report)
    {
        if (session.ReconnectMs > session.ReconnectMaxMs)
            report("reconnect_ms", $"{session.ReconnectMs}", $"at most the reconnect_max_ms of {session.ReconnectMaxMs}, which is its cap");
        if (session.RedialMs > session.ReconnectMaxMs)
            report("redial_ms", $"{session.RedialMs}", $"at most the reconnect_max_ms of {session.ReconnectMaxMs}, which is the cap of every pause");
        if (session.StopSeconds * 1000 < session.RequestTimeoutMs)
            report("stop_seconds", TomlText.Of(session.StopSeconds), $"at least the request_timeout_ms of {session.RequestTimeoutMs} ({TomlText.Of(session.RequestTimeoutMs / 1000.0)} s), or a stop could not outlast one lost answer");
        if (session.ProbeSeconds >= SilentHeartbeats * session.HeartbeatSeconds)
            report("probe_seconds", TomlText.Of(session.ProbeSeconds), $"less than {TomlText.Of(SilentHeartbeats * session.HeartbeatSeconds)} ({SilentHeartbeats.ToString(System.Globalization.CultureInfo.InvariantCulture)} times heartbeat_seconds), when a silent connection is closed anyway");
        CheckSilence("ticker_silence_seconds", session.TickerSilenceSeconds, report);
        CheckSilence("book_silence_seconds", session.BookSilenceSeconds, report);
    }

    private static void CheckSilence(string key, double seconds, Action<string, string, string> report)
    {
        if (seconds is > 0 and < LeastSilenceSeconds)
            report(key, TomlText.Of(seconds), $"at least {TomlText.Of(LeastSilenceSeconds)} (a channel that is merely quiet would be subscribed to again and again), or 0 for never");
    }
}

using Engine.Native.Storage.Journal;

namespace Engine.Native.Commands;

/// <summary>What the process's exit code tells a script. Each verb's help lists the ones it uses.</summary>
public static class ExitCode
{
    /// <summary>Everything asked for was done; for a trading session: stopped cleanly, no order open.</summary>
    public const int Done = 0;

    /// <summary>It could not be done: no connection, a database that cannot be written, a check that failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line, the configuration or the credentials are wrong; nothing was started.</summary>
    public const int Usage = 2;

    /// <summary>The session ended without the venue's confirmation that no order of ours is open.</summary>
    public const int OrdersUnconfirmed = SessionRows.Unconfirmed;

    /// <summary>The kill switch latched during the session and all orders were cancelled, or it was latched before and not cleared.</summary>
    public const int Killed = SessionRows.Killed;
}

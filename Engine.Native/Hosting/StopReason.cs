namespace Engine.Native.Hosting;

/// <summary>Why a session is to end.</summary>
public enum StopReason
{
    /// <summary>Nothing asked for the end.</summary>
    None,
    /// <summary>Ctrl-C (SIGINT), or Ctrl-\ (SIGQUIT).</summary>
    Interrupt,
    /// <summary>SIGTERM, SIGUSR2, or SIGHUP when the terminal closes.</summary>
    Terminate,
    /// <summary>The duration given on the command line has passed.</summary>
    DurationPassed,
    /// <summary>The kill switch: SIGUSR1, <c>engine kill</c> or the watchdog.</summary>
    Kill,
    /// <summary>The session cannot go on: the connection, the journal or the venue is lost for good.</summary>
    Failure,
    /// <summary>The database's file was deleted or replaced: what is written now, nobody could read.</summary>
    DatabaseLost,
    /// <summary>The size of the configuration is below the venue's smallest order: nothing could be quoted.</summary>
    SizeTooSmall,
    /// <summary>The venue has changed a contract size: what is held would be counted in other lots than what is told.</summary>
    ContractResized,
}

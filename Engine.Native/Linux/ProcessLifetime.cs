namespace Engine.Native.Linux;

/// <summary>
/// What a child process owes its parent: to die with it, and not to hear the terminal's Ctrl-C, which belongs to the parent
/// (the trader cancels its orders at the venue first and stops the venue afterwards).
/// </summary>
public static unsafe class ProcessLifetime
{
    private const int SetParentDeathSignal = 1, Sigint = 2, Sigterm = 15;
    private const nint DefaultHandler = 0, IgnoringHandler = 1;

    /// <summary>The process id of the parent at this moment.</summary>
    public static int ParentId => HostCalls.getppid();

    /// <summary>
    /// Asks for SIGTERM when the parent is gone. The kernel means the parent's <em>thread</em> that started this process, so the
    /// parent must start its children from a thread that lives as long as they should.
    /// </summary>
    /// <param name="parentId">The parent this process was started by; if it is already gone the result is <see cref="HostOutcome.Failed"/> and the caller should end.</param>
    public static HostResult DieWithParent(int parentId)
    {
        var result = HostResult.From("prctl(PR_SET_PDEATHSIG)", HostCalls.prctl(SetParentDeathSignal, Sigterm, 0, 0, 0), _ => "");
        // The parent may have died between the start of this process and the call above; then no signal will ever come.
        return result.Succeeded && ParentId != parentId
            ? new HostResult("prctl(PR_SET_PDEATHSIG)", HostOutcome.Failed, 3, $"the parent process {parentId} is already gone")
            : result;
    }

    /// <summary>
    /// Makes SIGINT count even where a shell started this process in the background and had it ignored: an interrupt that is sent
    /// is meant. To be called before a handler is registered. SIGHUP stays as <c>nohup</c> wants it.
    /// </summary>
    public static void HearInterrupt()
    {
        nint* action = stackalloc nint[32];
        if (HostCalls.sigaction(Sigint, 0, action) == 0 && action[0] == IgnoringHandler)
            HostCalls.signal(Sigint, DefaultHandler);
    }

    /// <summary>Leaves the terminal's process group (setsid), so that Ctrl-C reaches the parent alone. Refused (and needless) for a group's leader.</summary>
    public static HostResult LeaveTerminal() => HostResult.From("setsid", HostCalls.setsid(), outcome => outcome switch
    {
        HostOutcome.NotPermitted => "this process already leads its own group",
        _ => "",
    });
}

namespace Engine.Native.Linux;

/// <summary>What the kernel says about the wall clock's agreement with the world (adjtimex, read only).</summary>
/// <param name="Known">False where the kernel or the container refuses the question.</param>
/// <param name="Synchronised">True while a time daemon keeps the clock.</param>
/// <param name="MaxErrorUs">The bound the daemon claims, in microseconds.</param>
/// <param name="EstimatedErrorUs">The error the daemon estimates, in microseconds.</param>
public readonly record struct ClockDiscipline(bool Known, bool Synchronised, long MaxErrorUs, long EstimatedErrorUs)
{
    private const int Unsynchronised = 0x0040, ErrorState = 5;

    /// <summary>Asks the kernel.</summary>
    public static unsafe ClockDiscipline Read()
    {
        var state = default(HostCalls.Timex);
        var code = HostCalls.adjtimex(&state);
        return code == -1
            ? new ClockDiscipline(false, false, 0, 0)
            : new ClockDiscipline(true, code != ErrorState && (state.Status & Unsynchronised) == 0, state.MaxErrorUs, state.EstimatedErrorUs);
    }
}

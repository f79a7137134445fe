using Engine.Native.Config.Sections;

namespace Engine.Native.Hosting;

/// <summary>What a polling thread does with a turn that brought nothing. A mutable struct: never a readonly field.</summary>
public struct IdleWait(WaitKind kind)
{
    private const int SpinsBeforeYield = 2_000;

    private int _idleTurns;

    /// <summary>Whether it sleeps, so that the caller should wait for whatever it polls.</summary>
    public readonly bool Sleeps => kind == WaitKind.Sleep;

    /// <summary>Looks again at once, or lets others run first.</summary>
    public void Pause()
    {
        if (kind == WaitKind.Yield && ++_idleTurns % SpinsBeforeYield == 0)
            Thread.Yield();
    }
}

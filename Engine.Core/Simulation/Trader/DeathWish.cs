namespace Engine.Core.Simulation.Trader;

/// <summary>The moment at which a process is to be killed.</summary>
internal enum DeathWish : byte
{
    /// <summary>None.</summary>
    None,

    /// <summary>When it has written requests and sent none of them.</summary>
    BeforeSend,

    /// <summary>When it has sent requests, before anything of it is on the disk.</summary>
    AfterSend,
}

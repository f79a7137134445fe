namespace Engine.Native.Hosting.Rehearsing;

/// <summary>What comes next in a rehearsal. Each step is short, so that a real tick is kept waiting for one step at most.</summary>
internal enum DryStep : byte
{
    /// <summary>Nothing until it is due; then the far side sends a tick.</summary>
    Tick,

    /// <summary>The near side receives it, decides and answers with orders.</summary>
    React,

    /// <summary>With two threads: the other one's intents are taken and sent.</summary>
    Answer,

    /// <summary>The far side receives the orders.</summary>
    Collect,
}

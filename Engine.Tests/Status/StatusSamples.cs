using Engine.Native.Status;
using Engine.Tests.Storage;

namespace Engine.Tests.Status;

/// <summary>Filled blocks of the status page.</summary>
internal static class StatusSamples
{
    public static StatusOrigin Origin { get; } = new()
    {
        StartedNs = SampleFacts.StartNs,
        Version = "0.1.0",
        Environment = "paper",
        Url = "ws://127.0.0.1:41234/ws/api/v2",
        Database = "paper.db",
    };
}

using Engine.Core.Events;

namespace Engine.Native.Latency.Figures;

/// <summary>The stages of the ticks of one pace.</summary>
internal sealed class StageFigures
{
    private readonly Distribution[] _stages = [.. Enum.GetValues<Stage>().Select(_ => new Distribution())];

    /// <summary>Ticks whose stages are known.</summary>
    public long Count => _stages[0].Count;

    /// <summary>How long the send call took, which overlaps with the order's way.</summary>
    public Distribution SendCall { get; } = new();

    /// <summary>How long the bytes lay in the kernel before they were read; empty where it does not tell.</summary>
    public Distribution InKernel { get; } = new();

    /// <summary>One stage.</summary>
    public Distribution this[Stage stage] => _stages[(int)stage];

    /// <summary>One tick: the sender's times and the engine's own.</summary>
    public void Add(in TickTimes tick, in Fact sent)
    {
        ref readonly StageStamps stamps = ref sent.Transition.Stages;
        long readNs = sent.ReceiveNs - sent.Transition.TickToOrderNs;
        if (stamps.EncodedNs == 0)
            return;
        Add(Stage.Late, tick.SentNs - tick.PlannedNs);
        Add(Stage.TickOnTheWire, readNs - tick.SentNs);
        Add(Stage.Framed, stamps.FramedNs);
        Add(Stage.Decoded, stamps.DecodedNs - stamps.FramedNs);
        Add(Stage.Published, stamps.PublishedNs - stamps.DecodedNs);
        Add(Stage.Decided, stamps.DecidedNs - stamps.PublishedNs);
        Add(Stage.Encoded, stamps.EncodedNs - stamps.DecidedNs);
        Add(Stage.OrderOnTheWire, tick.ArrivedNs - readNs - stamps.EncodedNs);
        SendCall.Add(stamps.SentNs - stamps.EncodedNs);
        if (stamps.KernelNs > 0)
            InKernel.Add(stamps.KernelNs);
    }

    private void Add(Stage stage, long ns) => _stages[(int)stage].Add(ns);
}

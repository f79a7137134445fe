namespace Engine.Native.Latency.FarSide;

/// <summary>What a thread of the measurement does between two looks: nothing, or, where processors are too few, let others run.</summary>
/// <param name="Yields">Whether it lets others run.</param>
internal readonly record struct Spin(bool Yields)
{
    /// <summary>Between two looks.</summary>
    public void Once()
    {
        if (Yields)
            Thread.Yield();
    }
}

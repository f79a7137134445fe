namespace Engine.Bench.Memory;

/// <summary>What goes from one core to the other.</summary>
internal interface ISlot
{
    /// <summary>A number that is written to the first and the last word; reading it checks both.</summary>
    long Value { get; set; }
}

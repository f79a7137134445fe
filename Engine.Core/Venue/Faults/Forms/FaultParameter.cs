namespace Engine.Core.Venue.Faults.Forms;

/// <summary>One parameter of faults: the only description of it that control requests, scripts and help share.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Expected">What its value must be, to follow "expected".</param>
/// <param name="Meaning">A sentence.</param>
public sealed record FaultParameter(string Name, string Expected, string Meaning)
{
    /// <summary>Puts a value into a fault; null when it is not what is expected.</summary>
    internal Func<Fault, string, Fault?> Take { get; init; } = (_, _) => null;
}

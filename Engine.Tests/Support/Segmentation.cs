using System.Buffers;

namespace Engine.Tests.Support;

/// <summary>One way in which a payload may lie in memory.</summary>
/// <param name="Name">How it was cut; for the message of a failing test.</param>
/// <param name="Bytes">The payload.</param>
public readonly record struct Segmentation(string Name, ReadOnlySequence<byte> Bytes)
{
    public override string ToString() => Name;
}

using System.Runtime.CompilerServices;
using Engine.Core.Primitives;

namespace Engine.Core.Events;

/// <summary>One level of a book message. Size zero deletes it.</summary>
public struct BookLevel
{
    /// <summary>The level's price.</summary>
    public Price Price;

    /// <summary>The level's whole new amount.</summary>
    public Size Size;
}

/// <summary>Five levels, as many as fit beside the header in two cache lines.</summary>
[InlineArray(Capacity)]
public struct BookLevels
{
    /// <summary>Levels an event can carry.</summary>
    public const int Capacity = 5;

    private BookLevel _first;
}

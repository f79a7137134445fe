using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Engine.Core.Primitives;

/// <summary>Assertions on the money edges. They stay on in release: a broken invariant there must stop trading, not lose money quietly.</summary>
public static class Check
{
    /// <summary>Throws <see cref="InvariantException"/> when the condition does not hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void That([DoesNotReturnIf(false)] bool condition, [CallerArgumentExpression(nameof(condition))] string? expression = null)
    {
        if (!condition)
            Broken(expression);
    }

    [DoesNotReturn]
    private static void Broken(string? expression) => throw new InvariantException($"Invariant broken: {expression}");
}

/// <summary>A broken invariant on a money edge. The thread that catches it latches the kill switch.</summary>
public sealed class InvariantException(string message) : Exception(message);

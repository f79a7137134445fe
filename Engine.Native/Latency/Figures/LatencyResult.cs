using Engine.Native.Doctor;
using Engine.Native.Latency.FarSide;

namespace Engine.Native.Latency.Figures;

/// <summary>What a measurement came to.</summary>
internal sealed record LatencyResult
{
    /// <summary>The figures, a pace after the other.</summary>
    public required IReadOnlyList<PaceFigures> Figures { get; init; }

    /// <summary>Bytes of an exchange.</summary>
    public required ExchangeSizes Sizes { get; init; }

    /// <summary>Whether the orders were right.</summary>
    public required AnswerChecks Checks { get; init; }

    /// <summary>How steadily the engine's processor ran.</summary>
    public required JitterReading Jitter { get; init; }

    /// <summary>The TLS version and cipher; empty on a plain connection.</summary>
    public required string Security { get; init; }

    /// <summary>Why it broke off; null when it did not.</summary>
    public required string? Failure { get; init; }

    /// <summary>What the host refused the threads; empty when nothing.</summary>
    public required string Refused { get; init; }

    /// <summary>Whether the figures stand: everything was measured and every answer was right.</summary>
    public bool IsGood => Failure is null && Checks.AreGood;
}

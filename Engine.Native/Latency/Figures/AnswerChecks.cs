namespace Engine.Native.Latency.Figures;

/// <summary>Whether the engine's answers were right: a fast run with wrong orders is no run. Written by the sender's thread.</summary>
internal sealed class AnswerChecks
{
    /// <summary>Orders checked.</summary>
    public long Orders { get; private set; }

    /// <summary>Orders that were not as they had to be, or that nothing had asked for.</summary>
    public long Wrong { get; private set; }

    /// <summary>Ticks whose orders did not come in time.</summary>
    public long Unanswered { get; private set; }

    /// <summary>The first thing that was wrong, for people; null while nothing is.</summary>
    public string? First { get; private set; }

    /// <summary>Whether everything was right so far, and something was there to be.</summary>
    public bool AreGood => Wrong == 0 && Unanswered == 0 && Orders > 0;

    /// <summary>An order that is as it had to be.</summary>
    public void Right() => Orders++;

    /// <summary>An order that is not.</summary>
    public void AddWrong(string sentence)
    {
        Orders++;
        Wrong++;
        First ??= sentence;
    }

    /// <summary>A tick that got fewer orders than it had to.</summary>
    public void AddUnanswered(string sentence)
    {
        Unanswered++;
        First ??= sentence;
    }
}

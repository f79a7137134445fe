using System.Runtime.CompilerServices;

namespace Engine.Tests.Memory;

/// <summary>A value of sixteen cache lines, all words of which are equal unless it is torn.</summary>
[InlineArray(Words)]
internal struct Page
{
    public const int Words = 128;

    private long _first;

    public readonly bool IsTorn
    {
        get
        {
            ReadOnlySpan<long> words = this;
            return words.ContainsAnyExcept(words[0]);
        }
    }

    public void Fill(long value) => ((Span<long>)this).Fill(value);
}

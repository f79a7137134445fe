using Engine.Core.Primitives;

namespace Engine.Core.Simulation.Schedule;

/// <summary>Draws of one concern: a generator of its own, so that a draw more in one place changes nothing in another.</summary>
internal sealed class Dice(Prng random)
{
    private Prng _random = random;

    /// <summary>Uniform in [0, bound).</summary>
    public int Below(int bound) => _random.Below(bound);

    /// <summary>True with a probability.</summary>
    public bool Chance(double probability) => _random.Chance(probability);

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => _random.Uniform();

    /// <summary>A time of milliseconds between two, each order of magnitude as probable as another; nanoseconds.</summary>
    public long Ms(double from, double to) => (long)(from * Math.Pow(to / from, _random.Uniform()) * 1e6);

    /// <summary>The time until the next of so many a minute, ns.</summary>
    public long Wait(double perMinute) => (long)(_random.Exponential(60 / perMinute) * 1e9);

    /// <summary>One of several.</summary>
    public T Of<T>(params ReadOnlySpan<T> choices) => choices[_random.Below(choices.Length)];

    /// <summary>64 bits.</summary>
    public ulong Next() => _random.Next();

    /// <summary>A generator of its own.</summary>
    public Prng Fork() => _random.Fork();
}

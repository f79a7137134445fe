using Engine.Core.Primitives;

namespace Engine.Core.Link;

/// <summary>Pauses between attempts to connect: doubling from a base up to a cap, each drawn from its upper half so that clients spread.</summary>
public struct Backoff(long baseNs, long capNs, ulong seed)
{
    private Prng _jitter = new(seed);
    private int _failures;

    /// <summary>The next pause, ns.</summary>
    public long Next()
    {
        long whole = Math.Min(capNs, baseNs << Math.Min(_failures++, 20));
        return (whole / 2) + (long)(whole / 2 * _jitter.Uniform());
    }

    /// <summary>The connection held: begin from the base again.</summary>
    public void Reset() => _failures = 0;
}

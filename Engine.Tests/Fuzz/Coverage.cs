using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace Engine.Tests.Fuzz;

/// <summary>
/// Where an instrumented Engine.Core has been. Its methods count each edge between two places in a map that belongs to the whole
/// process; how often is told in powers of two. Without instrumentation the map stays empty.
/// </summary>
internal sealed unsafe class Coverage : IDisposable
{
    private const int Edges = 65_536;

    private readonly byte* _now = (byte*)NativeMemory.AllocZeroed(Edges);
    private readonly byte[] _seen = new byte[Edges];

    public Coverage() => Trace.SharedMem = _now;

    /// <summary>Edges reached so far.</summary>
    public int Reached => _seen.Count(bits => bits != 0);

    /// <summary>Forgets the input before.</summary>
    public void Begin()
    {
        new Span<byte>(_now, Edges).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Whether the last input reached an edge, or a number of times, that none did before; it is remembered.</summary>
    public bool TakeNew()
    {
        bool isNew = false;
        ReadOnlySpan<byte> now = new(_now, Edges);
        for (int at = now.IndexOfAnyExcept((byte)0); at >= 0;)
        {
            byte bit = (byte)(1 << Math.Min(7, System.Numerics.BitOperations.Log2(now[at])));
            isNew |= (_seen[at] & bit) == 0;
            _seen[at] |= bit;
            int next = now[(at + 1)..].IndexOfAnyExcept((byte)0);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return isNew;
    }

    public void Dispose()
    {
        // The map stays: instrumented code of other threads may still write to it.
    }
}

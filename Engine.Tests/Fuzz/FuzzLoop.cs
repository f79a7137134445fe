using Engine.Core.Primitives;

namespace Engine.Tests.Fuzz;

/// <summary>
/// The built-in driver: mutates inputs of a corpus, and keeps those that reach code that none before has reached, where the code
/// has been instrumented. One thread.
/// </summary>
internal sealed class FuzzLoop(FuzzTarget target, Coverage coverage, List<byte[]> corpus)
{
    /// <summary>Inputs read so far.</summary>
    public long Executions { get; private set; }

    /// <summary>Inputs that are mutated.</summary>
    public int CorpusSize => corpus.Count;

    /// <summary>Places in the code that were reached; 0 without instrumentation.</summary>
    public int Reached => coverage.Reached;

    /// <summary>The input being read now.</summary>
    public byte[] Current { get; private set; } = [];

    /// <summary>Called before each input: a process that dies leaves it behind.</summary>
    public Action<byte[]> Before { get; init; } = _ => { };

    /// <summary>Reads the corpus as it is.</summary>
    public Exception? Warm() => corpus.ToArray().Select(Read).FirstOrDefault(fault => fault is not null);

    /// <summary>Reads one mutated input; what went wrong, or null.</summary>
    public Exception? Step(ref Prng random)
    {
        byte[] input = FuzzMutator.Mutate(corpus[random.Below(corpus.Count)], corpus[random.Below(corpus.Count)], ref random);
        Exception? fault = Read(input);
        if (coverage.TakeNew())
            corpus.Add(input);
        return fault;
    }

    private Exception? Read(byte[] input)
    {
        Current = input;
        Before(input);
        Executions++;
        coverage.Begin();
        try
        {
            target.Run(input);
            return null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return e;
        }
    }
}

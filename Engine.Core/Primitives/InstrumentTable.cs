using System.Text;

namespace Engine.Core.Primitives;

/// <summary>
/// The instruments a process trades, by index. Names are fixed at start-up; specifications arrive from the venue and may be
/// replaced by the thread that decodes. Other threads (journal, status) may read.
/// </summary>
public sealed class InstrumentTable
{
    private readonly Instrument?[] _instruments;
    private readonly byte[][] _names;

    /// <summary>A table of the given names; an index is a name's place in the list.</summary>
    public InstrumentTable(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Length > 255)
            throw new ArgumentException("at most 255 instruments", nameof(names));
        _instruments = new Instrument?[names.Length];
        _names = [.. names.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>Number of instruments.</summary>
    public int Count => _names.Length;

    /// <summary>The specification of an instrument; null until the venue has told it.</summary>
    public Instrument? this[int id]
    {
        get => Volatile.Read(ref _instruments[id]);
        set => Volatile.Write(ref _instruments[id], value);
    }

    /// <summary>The venue's name of an instrument.</summary>
    public ReadOnlySpan<byte> Name(int id) => _names[id];

    /// <summary>Index of a name; false for an instrument this process does not trade.</summary>
    public bool TryFind(ReadOnlySpan<byte> name, out int id)
    {
        for (id = 0; id < _names.Length; id++)
        {
            if (name.SequenceEqual(_names[id]))
                return true;
        }

        return false;
    }
}

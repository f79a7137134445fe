using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Shapes.Tokens;

namespace Engine.Core.Wire.Deribit.Shapes;

/// <summary>Instruments by name: the one that was meant last is tried first.</summary>
internal sealed class InstrumentNames
{
    private readonly InstrumentTable _instruments;
    private readonly QuotedName[] _names;
    private int _last;

    /// <summary>The names of a table, which never change.</summary>
    public InstrumentNames(InstrumentTable instruments)
    {
        _instruments = instruments;
        _names = new QuotedName[Math.Max(1, instruments.Count)];
        _names[0] = new QuotedName("none"u8);
        for (int id = 0; id < instruments.Count; id++)
            _names[id] = new QuotedName(instruments.Name(id));
    }

    /// <summary>The name that was meant last.</summary>
    public ref readonly QuotedName Last => ref _names[_last];

    /// <summary>The specification of the name that was meant last; null when it is not yet known.</summary>
    public Instrument? LastInstrument => _instruments.Count > 0 ? _instruments[_last] : null;

    /// <summary>The name of an instrument of the table.</summary>
    public ref readonly QuotedName Of(int id) => ref _names[id];

    /// <summary>The specification of a name; null for an instrument that is not traded here or not yet known.</summary>
    public Instrument? Find(ReadOnlySpan<byte> name)
    {
        if (!_instruments.TryFind(name, out int id))
            return null;
        _last = id;
        return _instruments[id];
    }
}

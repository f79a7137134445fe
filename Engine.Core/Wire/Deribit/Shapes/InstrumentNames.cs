using Engine.Core.Primitives;

namespace Engine.Core.Wire.Deribit.Shapes;

/// <summary>Instruments by name: the one that was meant last is tried first.</summary>
internal sealed class InstrumentNames(InstrumentTable instruments)
{
    private int _last;

    /// <summary>The specification of a name; null for an instrument that is not traded here or not yet known.</summary>
    public Instrument? Find(ReadOnlySpan<byte> name)
    {
        if (instruments.Count > 0 && name.SequenceEqual(instruments.Name(_last)))
            return instruments[_last];
        if (!instruments.TryFind(name, out int id))
            return null;
        _last = id;
        return instruments[id];
    }
}

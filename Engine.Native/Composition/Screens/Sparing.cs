namespace Engine.Native.Composition.Screens;

/// <summary>Lets something be said at once, and again only after a while, however often it happens meanwhile. One thread.</summary>
/// <param name="pauseNs">That while, ns.</param>
internal sealed class Sparing(long pauseNs)
{
    private readonly Dictionary<(int Kind, long Number, int Instrument), long> _toldNs = [];

    /// <summary>Whether to say it now.</summary>
    public bool MaySay(int kind, long number, int instrument, long nowNs)
    {
        if (_toldNs.TryGetValue((kind, number, instrument), out long toldNs) && nowNs - toldNs < pauseNs)
            return false;
        _toldNs[(kind, number, instrument)] = nowNs;
        return true;
    }
}

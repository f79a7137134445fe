namespace Engine.Core.Venue.Market;

/// <summary>The newest public trades of one instrument, oldest first; older ones fall off.</summary>
internal sealed class Tape
{
    private const int Kept = 20_000;

    private readonly Print[] _ring = new Print[Kept];
    private long _written;
    private long _previousTicks;
    private int _previousDirection;

    /// <summary>Sequence of the newest trade.</summary>
    public long Sequence { get; private set; } = 123_000_000;

    public int Count => (int)Math.Min(_written, Kept);

    public Print? Last => _written == 0 ? null : this[Count - 1];

    /// <summary>By age, 0 the oldest kept.</summary>
    public Print this[int index] => _ring[(_written - Count + index) % Kept];

    public long NextSequence() => ++Sequence;

    /// <summary>0 up, 1 unchanged after up, 2 down, 3 unchanged after down.</summary>
    public int TickDirection(long priceTicks)
    {
        int direction = priceTicks > _previousTicks ? 0
            : priceTicks < _previousTicks ? 2
            : _previousDirection | 1;
        _previousTicks = priceTicks;
        _previousDirection = direction;
        return direction;
    }

    /// <summary>All trades are forgotten, and the next one is the first.</summary>
    public void BeginAnew() => (_written, Sequence) = (0, 0);

    public void Add(Print print) => _ring[_written++ % Kept] = print;
}

using Engine.Core.Primitives;

namespace Engine.Tests.Venue.Twin;

/// <summary>An order of the plain twin.</summary>
internal sealed class NaiveOrder
{
    public int Owner { get; init; }

    public Side Side { get; init; }

    public long Price { get; set; }

    public long Lots { get; set; }

    public long Filled { get; set; }

    public long Display { get; set; }

    public long Hidden { get; set; }

    public bool PostOnly { get; init; }

    public bool RejectPostOnly { get; init; }

    public bool ReduceOnly { get; init; }

    public bool Waits { get; set; } = true;

    public bool AllOrNothing { get; init; }

    public string State { get; set; } = "open";

    public string? Reason { get; set; }

    public long Arrival { get; set; }

    public long Id { get; set; }

    public long Rest => Lots - Filled;

    public long Shown => Rest - Hidden;
}

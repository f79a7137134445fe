using Engine.Core.Events;
using Engine.Core.Memory;
using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Events;

public class EventsAllocationTests
{
    private long _sum;

    [Fact]
    public void Labels_and_ids_are_read_and_written_without_allocation()
    {
        byte[] text = new byte[OrderLabel.TextLength];
        AllocationGate.HoldsAtZero(() =>
        {
            new OrderLabel(77, 1, Side.Sell, 2, (int)_sum).Format(text);
            _sum += OrderLabel.TryParse(text, out OrderLabel label) ? label.Level : 0;
            _sum += OrderLabel.TryParse("somebody-elses-label-000"u8, out _) ? 1 : 0;
            _sum += VenueId.TryCreate("USDC-104819327443"u8, out VenueId id) ? id.Format(text) : 0;
            _sum += id.Equals(VenueId.None) ? 1 : 0;
        });
        Assert.NotEqual(0, _sum);
    }

    [Fact]
    public void Events_and_facts_pass_their_rings_without_allocation()
    {
        var events = new RingBuffer<EngineEvent>(4);
        var facts = new RingBuffer<Core.Events.Fact>(4);
        var eventPoller = new RingPoller<EngineEvent>(events);
        var factPoller = new RingPoller<Core.Events.Fact>(facts);
        var reader = new Reader();
        AllocationGate.HoldsAtZero(() =>
        {
            events.TryClaim(out long at);
            ref EngineEvent e = ref events[at];
            e = default;
            e.Kind = EventKind.Book;
            e.Count = 2;
            e.Book.Levels[1] = new BookLevel { Price = new Price(at), Size = new Size(1) };
            events.Publish();
            facts.TryClaim(out at);
            ref Core.Events.Fact fact = ref facts[at];
            fact = default;
            fact.Kind = FactKind.Fill;
            fact.Fill.Size = new Size(1);
            facts.Publish();
            eventPoller.Poll(ref reader);
            factPoller.Poll(ref reader);
        });
        Assert.True(reader.Lots >= 2 * AllocationGate.Operations);
    }

    private struct Reader : IRingReader<EngineEvent>, IRingReader<Core.Events.Fact>
    {
        public long Lots { get; private set; }

        public void OnSlot(ref EngineEvent slot, bool last) => Lots += slot.Book.Levels[1].Size.Lots;

        public void OnSlot(ref Core.Events.Fact slot, bool last) => Lots += slot.Fill.Size.Lots;
    }
}

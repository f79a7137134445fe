using System.Runtime.InteropServices;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Xunit;

namespace Engine.Tests.Events;

/// <summary>
/// What lies where in the slots of the rings and in the files made of them. A change here is a change of the journal, the
/// captures and the cache lines an event touches: it is made on purpose or not at all.
/// </summary>
public class LayoutTests
{
    public static TheoryData<Type, int> Sizes => new()
    {
        { typeof(EngineEvent), EngineEvent.SizeBytes },
        { typeof(EngineEvent), 128 },
        { typeof(Core.Events.Fact), Core.Events.Fact.SizeBytes },
        { typeof(Core.Events.Fact), 192 },
        { typeof(OrderIntent), 72 },
        { typeof(BookUpdate), 96 },
        { typeof(QuoteUpdate), 32 },
        { typeof(TickerUpdate), 96 },
        { typeof(TradeUpdate), 40 },
        { typeof(OrderUpdate), 80 },
        { typeof(FillUpdate), 104 },
        { typeof(PositionUpdate), 72 },
        { typeof(PortfolioUpdate), 80 },
        { typeof(ReplyUpdate), 104 },
        { typeof(SpecificationUpdate), 88 },
        { typeof(SessionUpdate), 12 },
        { typeof(CommandUpdate), 1 },
        { typeof(SentUpdate), 96 },
        { typeof(StageStamps), 28 },
        { typeof(TransitionFact), 136 },
        { typeof(PnlFact), 80 },
        { typeof(NoticeFact), 40 },
        { typeof(MarkFact), 8 },
        { typeof(AdjustmentFact), 32 },
        { typeof(LeftFact), 64 },
        { typeof(BookLevel), 16 },
        { typeof(BookLevels), 5 * 16 },
        { typeof(OrderLabel), 8 },
        { typeof(VenueId), VenueId.MaxLength },
        { typeof(Price), 8 },
        { typeof(Size), 8 },
        { typeof(AsciiCode), 8 },
        { typeof(TickStep), 16 },
    };

    public static TheoryData<Type, string, int> Offsets => new()
    {
        { typeof(EngineEvent), nameof(EngineEvent.Kind), 0 },
        { typeof(EngineEvent), nameof(EngineEvent.Flags), 1 },
        { typeof(EngineEvent), nameof(EngineEvent.Instrument), 2 },
        { typeof(EngineEvent), nameof(EngineEvent.Side), 4 },
        { typeof(EngineEvent), nameof(EngineEvent.Tag), 5 },
        { typeof(EngineEvent), nameof(EngineEvent.Count), 6 },
        { typeof(EngineEvent), nameof(EngineEvent.ExchangeNs), 8 },
        { typeof(EngineEvent), nameof(EngineEvent.ReceiveNs), 16 },
        { typeof(Core.Events.Fact), nameof(Core.Events.Fact.Kind), 0 },
        { typeof(Core.Events.Fact), nameof(Core.Events.Fact.Side), 1 },
        { typeof(Core.Events.Fact), nameof(Core.Events.Fact.Instrument), 2 },
        { typeof(Core.Events.Fact), nameof(Core.Events.Fact.Liquidity), 4 },
        { typeof(Core.Events.Fact), nameof(Core.Events.Fact.Recovered), 5 },
        { typeof(Core.Events.Fact), nameof(Core.Events.Fact.ExchangeNs), 8 },
        { typeof(Core.Events.Fact), nameof(Core.Events.Fact.ReceiveNs), 16 },
        { typeof(Core.Events.Fact), nameof(Core.Events.Fact.PositionLots), 24 },
        { typeof(Core.Events.Fact), nameof(Core.Events.Fact.MidE9), 32 },
    };

    public static TheoryData<Type, int, int> Slots => new()
    {
        { typeof(EngineEvent), 24, EngineEvent.SizeBytes },
        { typeof(Core.Events.Fact), 40, Core.Events.Fact.SizeBytes },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_type_of_the_rings_has_its_size(Type type, int size) => Assert.Equal(size, TypeShape.Of(type).Size);

    [Theory]
    [MemberData(nameof(Offsets))]
    public void A_header_field_has_its_place(Type type, string field, int offset) => Assert.Equal(offset, TypeShape.OffsetOf(type, field));

    [Theory]
    [MemberData(nameof(Slots))]
    public void Every_payload_lies_at_one_place_behind_the_header_and_fits(Type slot, int offset, int size)
    {
        var payloads = slot.GetFields().Where(f => !f.IsLiteral && f.FieldType is { IsValueType: true, IsEnum: false, IsPrimitive: false }).ToList();
        Assert.True(payloads.Count >= 4, "payloads were not found");
        Assert.All(payloads, field =>
        {
            Assert.Equal(offset, TypeShape.OffsetOf(slot, field.Name));
            Assert.True(offset + TypeShape.Of(field.FieldType).Size <= size, field.Name);
        });

        // The header ends where the payloads begin.
        Assert.All(
            slot.GetFields().Where(f => !f.IsLiteral && !f.IsStatic).Except(payloads),
            field => Assert.True(TypeShape.OffsetOf(slot, field.Name) + TypeShape.Of(field.FieldType).Size <= offset, field.Name));
    }

    [Fact]
    public void Header_fields_do_not_overlap()
    {
        foreach (IGrouping<Type, (Type Type, string Field, int Offset)> slot in Offsets.Select(row => row.Data).Select(d => (d.Item1, d.Item2, d.Item3)).GroupBy(d => d.Item1))
        {
            int end = 0;
            foreach ((Type type, string name, int offset) in slot.OrderBy(d => d.Offset))
            {
                Assert.True(offset >= end, $"{type.Name}.{name}");
                end = offset + TypeShape.Of(type.GetField(name)!.FieldType).Size;
            }
        }
    }

    [Fact]
    public void Every_struct_of_the_events_is_in_the_table_and_holds_no_reference()
    {
        var inTable = Sizes.Select(row => row.Data.Item1).ToHashSet();
        var structs = typeof(EngineEvent).Assembly.GetExportedTypes()
            .Where(t => t is { IsValueType: true, IsEnum: false } && t.Namespace == typeof(EngineEvent).Namespace).ToList();
        Assert.Contains(typeof(EngineEvent), structs);
        Assert.All(structs, type => Assert.True(inTable.Contains(type), $"{type.Name} is not in the table of sizes"));
        Assert.All(inTable, type => Assert.False(TypeShape.Of(type).HasReferences, type.Name));
        Assert.True(TypeShape.Of(typeof(KeyValuePair<int, string>)).HasReferences, "the detector sees nothing");
    }

    [Fact]
    public void The_levels_of_a_book_event_lie_one_behind_the_other()
    {
        EngineEvent e = default;
        Assert.Equal(5, BookLevels.Capacity);
        for (int i = 0; i < BookLevels.Capacity; i++)
            e.Book.Levels[i] = new BookLevel { Price = new Price(100 + i), Size = new Size(200 + i) };
        ReadOnlySpan<long> words = MemoryMarshal.Cast<byte, long>(MemoryMarshal.AsBytes(new ReadOnlySpan<EngineEvent>(in e)));
        for (int i = 0; i < BookLevels.Capacity; i++)
            Assert.Equal((100 + i, 200 + i), (words[(24 + 16 + (16 * i)) / 8], words[((24 + 16 + (16 * i)) / 8) + 1]));
    }
}

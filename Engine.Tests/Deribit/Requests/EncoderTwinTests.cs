using System.Text;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Deribit.Requests;

/// <summary>The templates against the plain encoder, byte for byte, with a guard behind the room that is promised.</summary>
public class EncoderTwinTests
{
    private const byte Guard = 0xA5;
    private readonly byte[] _room = new byte[DeribitEncoder.MaxRequest + 64];

    [Fact]
    public void Templates_and_plain_text_agree_on_random_intents()
    {
        Prng random = Seeds.Start();
        for (int round = 0; round < 50_000; round++)
        {
            Instrument instrument = AnyInstrument(ref random);
            OrderIntent intent = AnyIntent(ref random, instrument);
            string expected = PlainEncoder.Encode(intent, instrument);
            _room.AsSpan().Fill(Guard);
            int length = DeribitEncoder.Encode(intent, instrument, _room.AsSpan(0, DeribitEncoder.MaxRequest));
            Assert.Equal(expected, Encoding.ASCII.GetString(_room, 0, length));
            Assert.Equal(-1, _room.AsSpan(DeribitEncoder.MaxRequest).IndexOfAnyExcept(Guard));
        }
    }

    [Fact]
    public void The_longest_request_leaves_what_is_behind_its_room_alone()
    {
        string name = new('X', 64);
        Instrument longest = new(0, name, ContractKind.Linear, 1, 1, 1, 0, 0);
        foreach (IntentKind kind in Enum.GetValues<IntentKind>())
        {
            OrderIntent intent = new()
            {
                Kind = kind, Side = Side.Sell, RequestId = long.MaxValue, Label = new OrderLabel(ulong.MaxValue), OrderId = Id("123456789012345678901234"),
                Price = new Price(long.MaxValue), Amount = new Size(long.MaxValue), Flags = OrderFlags.RejectPostOnly | OrderFlags.ReduceOnly,
            };
            _room.AsSpan().Fill(Guard);
            int length = DeribitEncoder.Encode(intent, longest, _room.AsSpan(0, DeribitEncoder.MaxRequest));
            Assert.Equal(PlainEncoder.Encode(intent, longest), Encoding.ASCII.GetString(_room, 0, length));
            Assert.InRange(length, 0, DeribitEncoder.MaxRequest - 64); // wide stores need the rest
            Assert.Equal(-1, _room.AsSpan(DeribitEncoder.MaxRequest).IndexOfAnyExcept(Guard));
        }
    }

    [Theory]
    [InlineData(IntentKind.Place)]
    [InlineData(IntentKind.Edit)]
    [InlineData(IntentKind.Cancel)]
    [InlineData(IntentKind.CancelAll)]
    public void Less_room_than_promised_is_refused_before_anything_is_written(IntentKind kind)
    {
        Instrument instrument = new(0, "BTC-PERPETUAL", ContractKind.Inverse, 500_000_000, 10_000_000_000, 10_000_000_000, 0, 0);
        OrderIntent intent = new() { Kind = kind, RequestId = 17, OrderId = Id("1"), Price = new Price(9), Amount = new Size(9) };
        Assert.Throws<ArgumentException>(() => DeribitEncoder.Encode(intent, instrument, _room.AsSpan(0, DeribitEncoder.MaxRequest - 1)));
        Assert.Equal(-1, _room.AsSpan().IndexOfAnyExcept((byte)0));
    }

    [Fact]
    public void What_could_not_stand_in_a_request_breaks_an_invariant()
    {
        Instrument instrument = new(0, new string('X', 65), ContractKind.Linear, 1, 1, 1, 0, 0);
        Assert.Throws<InvariantException>(() => DeribitEncoder.Encode(new OrderIntent { Kind = IntentKind.Place, RequestId = 17, Price = new Price(1) }, instrument, _room));
        Assert.Throws<InvariantException>(() => DeribitEncoder.Encode(new OrderIntent { Kind = IntentKind.Edit, RequestId = -1, Price = new Price(1) }, instrument, _room));
    }

    private static Instrument AnyInstrument(ref Prng random)
    {
        long[] units = [1, 1_000, 100_000, 500_000, 50_000_000, 500_000_000, 1_000_000_000, 10_000_000_000];
        string name = new('A', 1 + random.Below(64));
        return new Instrument(0, name, (ContractKind)random.Below(2), units[random.Below(units.Length)], units[random.Below(units.Length)], 1, 0, 0);
    }

    private static OrderIntent AnyIntent(ref Prng random, Instrument instrument) => new()
    {
        Kind = (IntentKind)random.Below(8),
        Side = (Side)random.Below(2),
        Flags = random.Chance(0.5) ? OrderFlags.PostOnly | OrderFlags.RejectPostOnly | OrderFlags.Limit : (OrderFlags)random.Below(32),
        RequestId = (long)(random.Next() >> (1 + random.Below(63))),
        Label = new OrderLabel(1 + random.Below(0xFFFFFF), random.Below(256), (Side)random.Below(2), random.Below(0x80), random.Below(0x1000000)),
        OrderId = Id(AnyId(ref random)),
        Price = new Price(Count(ref random, instrument.TickE9)),
        Amount = new Size(Count(ref random, instrument.LotE9)),
    };

    private static long Count(ref Prng random, long unitE9) => (long)(random.Next() >> (1 + random.Below(63))) / unitE9;

    private static string AnyId(ref Prng random)
    {
        var text = new char[1 + random.Below(VenueId.MaxLength)];
        foreach (ref char c in text.AsSpan())
            c = (char)('0' + random.Below(10));
        return new string(text);
    }

    private static VenueId Id(string text)
    {
        Assert.True(VenueId.TryCreate(Encoding.ASCII.GetBytes(text), out VenueId id));
        return id;
    }
}

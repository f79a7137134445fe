using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Tests.Trading;

/// <summary>Random events in no sensible order: answers to nobody, fills of nothing, books that gap and cross, sessions that jump.</summary>
internal static class Nonsense
{
    public static List<EngineEvent> Events(ref Prng random, int count)
    {
        Rig words = new();
        words.Snapshot();
        List<EngineEvent> events = [];
        for (int i = 0; i < count; i++)
        {
            words.NowNs += random.Chance(0.02) ? random.Below(2_000_000_000) : random.Below(20_000_000);
            EngineEvent e = One(words, ref random);
            if (random.Chance(0.7))
                e.Flags |= EventFlags.EndOfBatch;
            events.Add(e);
        }

        return events;
    }

    private static EngineEvent One(Rig words, ref Prng random)
    {
        long bid = 199_990 + random.Below(20);
        switch (random.Below(100))
        {
            case < 30:
                return words.Market(bid, bid + 1 + random.Below(4) - (random.Chance(0.02) ? 3 : 0), gap: random.Chance(0.01));
            case < 34:
                return words.Snapshot(bid, bid + 1 + random.Below(4));
            case < 37:
                return words.Ticker(99_990 + random.Below(20), 99_990 + random.Below(20), 99_000 + (random.Chance(0.05) ? 1 : 0));
            case < 55:
                return Order(words, ref random);
            case < 72:
                return Reply(words, ref random);
            case < 84:
                return Fill(words, ref random);
            case < 88:
                return words.Position(random.Below(400) - 200, queried: random.Chance(0.5));
            case < 90:
                return words.Portfolio(10 + random.Uniform());
            case < 91:
                return words.Event(EventKind.BookInvalid);
            case < 92:
                return words.Specification(isOpen: !random.Chance(0.1));
            case < 93:
                return words.Session((SessionState)random.Below(4));
            case < 97:
                return words.Session(SessionState.Live);
            case < 98:
                return words.Command(random.Chance(0.5) ? CommandKind.JournalBehind : CommandKind.JournalCaughtUp);
            default:
                EngineEvent timer = words.Event(EventKind.Timer);
                timer.Instrument = EngineEvent.NoInstrument;
                return timer;
        }
    }

    // Labels and request ids are drawn where the engine's own are, so that some of the nonsense hits.
    private static OrderIntent Intent(ref Prng random)
    {
        Side side = (Side)random.Below(2);
        int session = random.Chance(0.8) ? Rig.SessionId : 1 + random.Below(50);
        OrderLabel label = random.Chance(0.1) ? OrderLabel.None : new OrderLabel(session, 0, side, 0, 1 + random.Below(60));
        return new OrderIntent
        {
            Label = label,
            Side = random.Chance(0.97) ? side : side.Opposite(),
            OrderId = random.Chance(0.8) ? Rig.Id(label) : Rig.Id($"n{random.Below(40)}"),
            Price = new Price(199_900 + random.Below(200)),
            Amount = new Size(random.Below(200)),
            RequestId = ((1 + random.Below(200)) << 4) | (1 + random.Below(3)),
        };
    }

    private static EngineEvent Order(Rig words, ref Prng random)
    {
        OrderIntent intent = Intent(ref random);
        VenueOrderState state = (VenueOrderState)(1 + random.Below(6));
        return words.Order(intent, state, random.Below(200), listed: random.Chance(0.2), reason: (CancelReason)random.Below(8));
    }

    private static EngineEvent Reply(Rig words, ref Prng random)
    {
        int[] codes = [10004, 10009, 10028, 10041, 11008, 11044, 11054, 11094, 13888, -32602];
        OrderIntent intent = Intent(ref random);
        int error = random.Chance(0.4) ? codes[random.Below(codes.Length)] : 0;
        EngineEvent e = words.Reply(intent, (VenueOrderState)(1 + random.Below(6)), random.Below(100), error, (CancelReason)random.Below(8));
        if (random.Chance(0.05))
            e.Reply.Order = default;
        return e;
    }

    private static EngineEvent Fill(Rig words, ref Prng random) =>
        words.Fill(Intent(ref random), 1 + random.Below(30), random.Chance(0.02) ? 0 : 1 + random.Below(5_000), queried: random.Chance(0.3), fee: random.Uniform() * 1e-6);
}

using Engine.Core.Venue;
using Engine.Core.Venue.Faults.Forms;

namespace Engine.Core.Simulation.Schedule;

/// <summary>The faults that the venue itself has: each kind with shapes that a session can meet.</summary>
internal sealed class VenueFaults(Exchange exchange, string key, string[] instruments, Dictionary<string, decimal> paidIn)
{
    private static readonly string[] Channels = ["book.*", "ticker.*", "trades.*", "user.changes.*", "user.portfolio.*", "user.*", "*"];
    private static readonly string[] Orders = ["private/buy", "private/sell", "private/edit", "private/cancel", "private/*"];
    private static readonly int[] Codes = [10009, 10041, 11094, 11044, 10004, 10028, 11054, 13009, 10047, 11051, 10066];

    /// <summary>All kinds, each with dice of its own.</summary>
    public IEnumerable<FaultSource> Sources(Func<int, Dice> dice)
    {
        int concern = 0;
        foreach ((FaultKind kind, double perMinute, Func<Dice, Fault, Fault> shape) in Table())
        {
            yield return new FaultSource(FaultTable.Of(kind).Word, perMinute, dice(concern++), (own, nowNs) =>
            {
                Fault fault = shape(own, new Fault { Kind = kind, Seed = own.Next() });
                if (exchange.Faults.Check(fault) is not null)
                    return null;
                exchange.Faults.Add(fault, nowNs);
                if (kind == FaultKind.Deposit)
                    paidIn[fault.Currency!] = paidIn.GetValueOrDefault(fault.Currency!) + fault.Value;
                return Describe(fault);
            });
        }
    }

    private static string Describe(Fault fault) =>
        $"{fault.Method ?? fault.Channel} count {fault.Count} for {fault.ForNs / 1_000_000} ms, {fault.DelayNs / 1_000_000} ms, code {fault.Code} {fault.How} {fault.Value}";

    private IEnumerable<(FaultKind Kind, double PerMinute, Func<Dice, Fault, Fault> Shape)> Table() =>
    [
        (FaultKind.Delay, 4, (d, f) => f with { Channel = d.Of(Channels), DelayNs = d.Ms(1, 400), JitterNs = d.Ms(1, 200), ForNs = d.Ms(50, 3000) }),
        (FaultKind.Delay, 2, (d, f) => f with { Method = d.Of(Orders), DelayNs = d.Ms(1, 2000), JitterNs = d.Ms(1, 200), ForNs = d.Ms(50, 3000) }),
        (FaultKind.Drop, 4, (d, f) => f with { Channel = d.Of(Channels), Count = 1 + d.Below(3), ForNs = 2_000_000_000 }),
        (FaultKind.Duplicate, 4, (d, f) => f with { Channel = d.Of(Channels), Count = 1 + d.Below(3), ForNs = 2_000_000_000 }),
        (FaultKind.Duplicate, 1, (d, f) => f with { Method = d.Of(Orders), Count = 1 + d.Below(3), ForNs = 2_000_000_000 }),
        (FaultKind.Reorder, 4, (d, f) => f with { Channel = d.Of(Channels), Count = 1 + d.Below(3), By = 1 + d.Below(3), DelayNs = d.Ms(2, 200), ForNs = 2_000_000_000 }),
        (FaultKind.Reorder, 2, (d, f) => f with { Count = 1 + d.Below(3), By = 1 + d.Below(3), DelayNs = d.Ms(2, 200), ForNs = 2_000_000_000 }),
        (FaultKind.Torn, 2, (d, f) => f with { Bytes = 1 + d.Below(100), PauseNs = d.Ms(0.1, 5), ForNs = d.Ms(50, 500), Count = 3 }),
        (FaultKind.Fragment, 2, (d, f) => f with { Bytes = 1 + d.Below(100), ForNs = d.Ms(50, 1000), Count = 10 }),
        (FaultKind.Cut, 0.7, (d, f) => f with { Bytes = 1 + d.Below(300), How = d.Of("reset", "fin") }),
        (FaultKind.Freeze, 0.7, (d, f) => f with { Channel = d.Of(Channels), ForNs = d.Ms(500, 12_000) }),
        (FaultKind.Freeze, 0.5, (d, f) => f with { Channel = "book.*", ForNs = d.Ms(5000, 25_000) }),
        (FaultKind.BookGap, 4, (d, f) => f with { Count = 1 + d.Below(2) }),
        (FaultKind.BookCrossed, 1.5, (_, f) => f),
        (FaultKind.BookWrongId, 1.5, (_, f) => f),
        (FaultKind.LostFill, 5, (d, f) => f with { Key = key, Count = 1 + d.Below(3), ForNs = 10_000_000_000 }),
        (FaultKind.DuplicateFill, 4, (d, f) => f with { Key = key, Count = 1 + d.Below(2), ForNs = 10_000_000_000 }),
        (FaultKind.Reject, 4, (d, f) => f with { Method = d.Of(Orders), Code = d.Of(Codes), Count = 1 + d.Below(2), ForNs = 5_000_000_000 }),
        (FaultKind.LostRequest, 2, (d, f) => f with { Method = d.Of(Orders), Count = 1, ForNs = 5_000_000_000 }),
        (FaultKind.LostReply, 2, (d, f) => f with { Method = d.Of(Orders), Count = 1, ForNs = 5_000_000_000 }),
        (FaultKind.SlowRequest, 3, (d, f) => f with { Method = d.Of(Orders), DelayNs = d.Ms(1, 2500), JitterNs = d.Ms(1, 300), Count = 1 + d.Below(3), ForNs = 3_000_000_000 }),
        (FaultKind.RateLimit, 0.5, (d, f) => f with { Method = d.Of(Orders), Count = 1, ForNs = 5_000_000_000 }),
        (FaultKind.ReplyOrder, 2, (d, f) => f with { Method = "private/*", How = d.Of("reply", "event"), ForNs = d.Ms(500, 5000) }),
        (FaultKind.CodFailure, 1, (d, f) => f with { ForNs = d.Ms(2000, 15_000) }),
        (FaultKind.ExpireToken, 0.5, (_, f) => f with { Key = key }),
        (FaultKind.Disconnect, 1.2, (d, f) => f with { How = d.Of("close", "reset", "fin"), CloseCode = d.Of(1000, 1001, 1011, 4000) }),
        (FaultKind.HalfOpen, 0.4, (d, f) => f with { ForNs = d.Ms(1000, 30_000) }),
        (FaultKind.Stall, 0.7, (d, f) => f with { ForNs = d.Ms(20, 4000) }),
        (FaultKind.Garbage, 0.5, (d, f) => f with { How = d.Of("invalid_json", "invalid_utf8", "binary", "huge", "unknown_method"), Bytes = 20_000 }),
        (FaultKind.Maintenance, 0.4, (d, f) => f with { ForNs = d.Ms(300, 6000) }),
        (FaultKind.Lock, 0.4, (d, f) => f with { ForNs = d.Ms(300, 6000) }),
        (FaultKind.TickSize, 0.5, (d, f) => Tick(d, f with { Instrument = Any(d), ForNs = d.Ms(2000, 20_000) })),
        (FaultKind.InstrumentState, 0.4, (d, f) => f with { Instrument = Any(d), How = d.Of("halted", "locked", "inactive", "settlement"), ForNs = d.Ms(300, 6000) }),
        (FaultKind.ClockStep, 1, (d, f) => f with { DelayNs = (d.Chance(0.5) ? 1 : -1) * d.Ms(1, 60_000), ForNs = d.Ms(500, 20_000) }),
        (FaultKind.PriceJump, 0.7, (d, f) => f with { Value = (decimal)Math.Round((d.Chance(0.5) ? 1 : -1) * (0.05 + (1.5 * d.Uniform() * d.Uniform())), 3) }),
        (FaultKind.Deposit, 0.4, (d, f) => f with { Key = key, Currency = exchange.FindListing(Any(d))!.Contract.Terms.Settlement, Value = (d.Below(3) - 1) + 0.5m }),
        (FaultKind.Liquidate, 0.1, (_, f) => f with { Key = key }),
        (FaultKind.Restart, 0.4, (d, f) => f with { How = d.Of("keep", "lose"), DelayNs = d.Ms(1, 4000) }),
        (FaultKind.StateLoss, 0.4, (_, f) => f with { How = "orders" }), // trades that are numbered anew have tests of their own
    ];

    private string Any(Dice dice) => instruments[dice.Below(instruments.Length)];

    private Fault Tick(Dice dice, Fault fault) =>
        fault with { Value = exchange.FindListing(fault.Instrument!)!.Instrument.TickE9 / 1_000_000_000m * (2 + dice.Below(4)) };
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Engine.Core.Events;
using Engine.Core.Journal.Intents;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Xunit;

namespace Engine.Tests.Journal;

/// <summary>An intent log in plain memory, as a killed process would leave it.</summary>
internal sealed class IntentLogs
{
    public const int SessionId = 0x2A;

    public static readonly Instrument[] Instruments =
    [
        new(0, "BTC-PERPETUAL", ContractKind.Inverse, 500_000_000, 10_000_000_000, 10_000_000_000, 0, 0),
        new(1, "SOL_USDC-PERPETUAL", ContractKind.Linear, 1_000_000, 100_000_000, 100_000_000, 0, 0),
    ];

    private long _requests;

    public IntentLogs(IntentOrigin? origin = null)
    {
        Memory = GC.AllocateArray<byte>(IntentLayout.SizeBytes(Instruments.Length), pinned: true);
        Memory.AsSpan().Fill(0xA5); // whatever the disk held
        Log = new IntentLog(Marshal.UnsafeAddrOfPinnedArrayElement(Memory, 0), Memory.Length, origin ?? Origin);
    }

    public static IntentOrigin Origin { get; } = new()
    {
        SessionId = SessionId,
        StartedNs = 7,
        Database = "0123456789abcdef0123456789abcdef",
        Account = "test:0011223344556677",
        Environment = "test",
        Url = "wss://test.deribit.com/ws/api/v2",
        Instruments = ["BTC-PERPETUAL", "SOL_USDC-PERPETUAL"],
    };

    public byte[] Memory { get; }

    public IntentLog Log { get; }

    public static OrderLabel Label(Side side, int generation, int instrument = 0) => new(SessionId, instrument, side, 0, generation);

    public OrderIntent Intent(IntentKind kind, OrderLabel label, long price = 200_000, long lots = 100, VenueId id = default) => new()
    {
        Kind = kind,
        Side = label.Side,
        Instrument = (ushort)label.Instrument,
        RequestId = ++_requests,
        Label = label,
        OrderId = id,
        Price = new Price(price),
        Amount = new Size(lots),
        CauseNs = 1_000 + _requests,
    };

    public OrderIntent Append(IntentKind kind, OrderLabel label, long price = 200_000, long lots = 100, VenueId id = default)
    {
        OrderIntent intent = Intent(kind, label, price, lots, id);
        Log.Append(intent, Instruments[label.Instrument], isSlots: true);
        return intent;
    }

    public void Outcome(OrderLabel label, OrderState state, VenueId id = default, long filledLots = 0) => Log.SetOutcome(
        (ushort)label.Instrument, new WorkingOrder { Label = label, State = state, OrderId = id }, filledLots * Instruments[label.Instrument].LotE9);

    public IReadOnlyList<LeftOrder> Left() => Left(Memory);

    public static IReadOnlyList<LeftOrder> Left(ReadOnlySpan<byte> memory)
    {
        Assert.True(IntentScan.TryRead(memory, out IntentScan? scan, out string problem), problem);
        return scan!.Left;
    }

    /// <summary>
    /// Every memory that a kill could leave between two others, given the words that are stored first and last: words of eight bytes are
    /// stored whole, those between in any order, of which a sample by the generator.
    /// </summary>
    public static IEnumerable<byte[]> Between(byte[] before, byte[] after, int firstWord, int lastWord, Prng random)
    {
        int[] changed = [.. Enumerable.Range(0, before.Length / 8).Where(word => Word(before, word) != Word(after, word) && word != firstWord && word != lastWord)];
        for (int cut = 0; cut <= 8 * (changed.Length + 1); cut++)
        {
            byte[] torn = [.. before];
            Unsafe.WriteUnaligned(ref torn[firstWord * 8], 0L);
            foreach (int word in changed)
            {
                if (cut > 0 && random.Below(2) == 0)
                    after.AsSpan(word * 8, 8).CopyTo(torn.AsSpan(word * 8));
            }

            yield return torn;
        }
    }

    private static long Word(byte[] memory, int word) => BitConverter.ToInt64(memory, word * 8);
}

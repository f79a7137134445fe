using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Channels;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Core.Wire.Deribit.Shapes.Tokens;

namespace Engine.Core.Wire.Deribit.Shapes;

/// <summary>
/// The constant beginnings of notifications, from the first brace to the data, each compared as four vectors. They are learned
/// from frames that the reference decoder has read. What a channel means follows from its name and the table's names, which never
/// change; an instrument's specification is looked up with each frame.
/// </summary>
internal sealed class ChannelPrefixes
{
    /// <summary>The longest prefix kept; a frame must be as long to be compared.</summary>
    public const int MaxLength = 128;

    private const int MinLength = 2 * VectorBytes;
    private const int VectorBytes = 32;

    private readonly Entry[] _entries;
    private readonly byte[] _texts;
    private readonly int _mask;
    private int _count;

    /// <summary>Room for every channel of the instruments in several intervals.</summary>
    public ChannelPrefixes(int instruments)
    {
        int size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(32 * (instruments + 1)));
        _entries = new Entry[size];
        _texts = new byte[size * MaxLength];
        _mask = size - 1;
    }

    private static ReadOnlySpan<byte> Head => """{"jsonrpc":"2.0","method":"subscription","params":{"channel":" """u8[..^1];

    private static ReadOnlySpan<byte> Tail => "\",\"data\":"u8;

    /// <summary>Length of the frame's prefix, and what its channel is; 0 for one not learned. The frame has at least <see cref="MaxLength"/> bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ReadOnlySpan<byte> frame, out ChannelKind kind, out ushort instrument)
    {
        ref byte first = ref MemoryMarshal.GetReference(frame);
        int at = Hash(ref first) & _mask;
        while (true)
        {
            ref Entry entry = ref _entries[at];
            (kind, instrument) = (entry.Kind, entry.Instrument);
            if (entry.Length == 0 || IsSame(ref first, ref _texts[at * MaxLength], entry.Length))
                return entry.Length;
            at = (at + 1) & _mask;
        }
    }

    /// <summary>Remembers the prefix of a frame that was decoded, where it is of the usual form and its channel has a shape.</summary>
    public void Learn(ReadOnlySpan<byte> frame, InstrumentTable instruments)
    {
        if (frame.Length < MaxLength || !frame.StartsWith(Head) || _count >= _entries.Length / 2)
            return;
        int channel = Texts.Length(frame[Head.Length..]);
        if (channel < 0 || !frame[(Head.Length + channel)..].StartsWith(Tail) || Find(frame, out _, out _) != 0)
            return;
        ChannelKind kind = ChannelName.Parse(frame.Slice(Head.Length, channel), instruments, out ushort instrument);
        int length = Head.Length + channel + Tail.Length;
        bool shaped = kind == ChannelKind.UserChanges
            || (kind is ChannelKind.Book or ChannelKind.Ticker or ChannelKind.Quote or ChannelKind.Trades && instrument != EngineEvent.NoInstrument);
        if (shaped && length is >= MinLength and <= MaxLength)
            Add(frame[..length], kind, instrument, Hash(ref MemoryMarshal.GetReference(frame)) & _mask);
    }

    private void Add(ReadOnlySpan<byte> prefix, ChannelKind kind, ushort instrument, int at)
    {
        while (_entries[at].Length != 0)
            at = (at + 1) & _mask;
        prefix.CopyTo(_texts.AsSpan(at * MaxLength));
        _entries[at] = new Entry { Length = prefix.Length, Kind = kind, Instrument = instrument };
        _count++;
    }

    /// <summary>From the words where channels differ: their beginning, and what follows <c>user.changes.</c> in the longest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Hash(ref byte first)
    {
        ulong begin = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, 61));
        ulong middle = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, 74));
        return (int)(((begin ^ (middle * 0x9E37_79B9_7F4A_7C15)) * 0xD6E8_FEB8_6659_FD93) >> 40);
    }

    /// <summary>The first two vectors and the last two, which overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsSame(ref byte frame, ref byte prefix, int length)
    {
        nuint last = (nuint)(length - VectorBytes);
        Vector256<byte> differences = (Vector256.LoadUnsafe(ref frame) ^ Vector256.LoadUnsafe(ref prefix))
            | (Vector256.LoadUnsafe(ref frame, VectorBytes) ^ Vector256.LoadUnsafe(ref prefix, VectorBytes))
            | (Vector256.LoadUnsafe(ref frame, last - VectorBytes) ^ Vector256.LoadUnsafe(ref prefix, last - VectorBytes))
            | (Vector256.LoadUnsafe(ref frame, last) ^ Vector256.LoadUnsafe(ref prefix, last));
        return differences == Vector256<byte>.Zero;
    }

    private struct Entry
    {
        public int Length;
        public ChannelKind Kind;
        public ushort Instrument;
    }
}

using System.Buffers.Binary;
using System.Text;

namespace Engine.Core.Journal.Intents;

/// <summary>The head of an intent log in its memory: magic last when it is written, and a check over all but the end's time.</summary>
internal static class IntentHeader
{
    private const int VersionAt = 8;
    private const int InstrumentsAt = 12;
    private const int CheckAt = 16;
    private const int EndedAt = 24;
    private const int StartedAt = 32;
    private const int SessionAt = 40;
    private const int DatabaseAt = 64;
    private const int AccountAt = 112;
    private const int EnvironmentAt = 160;
    private const int UrlAt = 192;

    /// <summary>Makes the memory a log without intents.</summary>
    public static void Write(Span<byte> log, IntentOrigin origin)
    {
        int instruments = origin.Instruments.Count;
        BinaryPrimitives.WriteUInt64LittleEndian(log, 0);
        log[sizeof(ulong)..].Clear();
        BinaryPrimitives.WriteInt32LittleEndian(log[VersionAt..], IntentLayout.Version);
        BinaryPrimitives.WriteInt32LittleEndian(log[InstrumentsAt..], instruments);
        BinaryPrimitives.WriteInt64LittleEndian(log[StartedAt..], origin.StartedNs);
        BinaryPrimitives.WriteInt32LittleEndian(log[SessionAt..], origin.SessionId);
        Text(log[DatabaseAt..AccountAt], origin.Database);
        Text(log[AccountAt..EnvironmentAt], origin.Account);
        Text(log[EnvironmentAt..UrlAt], origin.Environment);
        Text(log[UrlAt..IntentLayout.NamesAt], origin.Url);
        for (int i = 0; i < instruments; i++)
            Text(Name(log, i), origin.Instruments[i]);
        BinaryPrimitives.WriteUInt64LittleEndian(log[CheckAt..], CheckOf(log, instruments));
        BinaryPrimitives.WriteUInt64LittleEndian(log, IntentLayout.Magic);
    }

    /// <summary>Notes that the session ended with nothing left open.</summary>
    public static void End(Span<byte> log, long endedNs) => BinaryPrimitives.WriteInt64LittleEndian(log[EndedAt..], endedNs);

    /// <summary>When the session ended with nothing left open, Unix ns; 0 when it did not.</summary>
    public static long EndedNs(ReadOnlySpan<byte> log) => BinaryPrimitives.ReadInt64LittleEndian(log[EndedAt..]);

    /// <summary>Whether the memory holds a log at all, which a maker that was killed early may not have finished.</summary>
    public static bool IsEmpty(ReadOnlySpan<byte> log) => log.Length < sizeof(ulong) || BinaryPrimitives.ReadUInt64LittleEndian(log) == 0;

    /// <summary>Reads the origin; false with what is wrong, which a sentence about the file can end with.</summary>
    public static bool TryRead(ReadOnlySpan<byte> log, out IntentOrigin? origin, out string problem)
    {
        origin = null;
        problem = "is no intent log";
        if (log.Length < IntentLayout.NamesAt || BinaryPrimitives.ReadUInt64LittleEndian(log) != IntentLayout.Magic)
            return false;
        int version = BinaryPrimitives.ReadInt32LittleEndian(log[VersionAt..]);
        problem = $"has version {version}, and this program knows version {IntentLayout.Version}";
        if (version != IntentLayout.Version)
            return false;
        int instruments = BinaryPrimitives.ReadInt32LittleEndian(log[InstrumentsAt..]);
        problem = "is damaged";
        if (instruments is < 0 or > 256 || log.Length < IntentLayout.SizeBytes(instruments)
            || BinaryPrimitives.ReadUInt64LittleEndian(log[CheckAt..]) != CheckOf(log, instruments))
            return false;
        string[] names = new string[instruments];
        for (int i = 0; i < names.Length; i++)
            names[i] = Text(Name(log, i));
        origin = new IntentOrigin
        {
            SessionId = BinaryPrimitives.ReadInt32LittleEndian(log[SessionAt..]),
            StartedNs = BinaryPrimitives.ReadInt64LittleEndian(log[StartedAt..]),
            Database = Text(log[DatabaseAt..AccountAt]),
            Account = Text(log[AccountAt..EnvironmentAt]),
            Environment = Text(log[EnvironmentAt..UrlAt]),
            Url = Text(log[UrlAt..IntentLayout.NamesAt]),
            Instruments = names,
        };
        problem = "";
        return true;
    }

    private static ulong CheckOf(ReadOnlySpan<byte> log, int instruments)
    {
        const ulong Prime = 0x100000001B3;
        ulong hash = 0xCBF29CE484222325;
        foreach (byte b in log[StartedAt..(IntentLayout.NamesAt + (instruments * IntentLayout.NameBytes))])
            hash = (hash ^ b) * Prime;
        return hash;
    }

    private static Span<byte> Name(Span<byte> log, int index) => log.Slice(IntentLayout.NamesAt + (index * IntentLayout.NameBytes), IntentLayout.NameBytes);

    private static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> log, int index) =>
        log.Slice(IntentLayout.NamesAt + (index * IntentLayout.NameBytes), IntentLayout.NameBytes);

    /// <summary>A text behind a length byte; what does not fit is cut.</summary>
    private static void Text(Span<byte> place, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int length = Math.Min(bytes.Length, Math.Min(place.Length - 1, byte.MaxValue));
        place[0] = (byte)length;
        bytes.AsSpan(0, length).CopyTo(place[1..]);
    }

    private static string Text(ReadOnlySpan<byte> place) => Encoding.UTF8.GetString(place.Slice(1, Math.Min(place[0], place.Length - 1)));
}

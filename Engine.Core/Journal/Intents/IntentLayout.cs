namespace Engine.Core.Journal.Intents;

/// <summary>
/// Where what stands in an intent log. Each quote slot (instrument and side) has a lane of a few records that its intents go
/// round in, and each instrument one lane more for cancels of orders that stand in no slot. A slot holds one order at a time, so
/// the newest record of its lane tells all there is to know of it, however many intents have gone by; the record before it is
/// whole while the newest is being written.
/// </summary>
public static class IntentLayout
{
    /// <summary>"MMIL": the first word of a log, written last.</summary>
    public const ulong Magic = 0x4C494D4D;

    /// <summary>The version this program writes.</summary>
    public const int Version = 1;

    /// <summary>Records of a lane; a power of two.</summary>
    public const int LaneRecords = 4;

    /// <summary>Lanes of an instrument: bid, ask, others.</summary>
    public const int Lanes = 3;

    /// <summary>Bytes of the header before the names.</summary>
    public const int NamesAt = 512;

    /// <summary>Bytes of an instrument's name.</summary>
    public const int NameBytes = 40;

    private const int PageBytes = 4096;

    /// <summary>Bytes of the header with its names; whole pages.</summary>
    public static int HeaderBytes(int instruments) => Pages(NamesAt + (instruments * NameBytes));

    /// <summary>Bytes of a log.</summary>
    public static int SizeBytes(int instruments) =>
        HeaderBytes(instruments) + Pages(instruments * Lanes * LaneRecords * IntentRecord.SizeBytes);

    /// <summary>Bytes from the beginning to a lane's first record.</summary>
    public static int LaneAt(int instruments, int lane) => HeaderBytes(instruments) + (lane * LaneRecords * IntentRecord.SizeBytes);

    private static int Pages(int bytes) => (bytes + PageBytes - 1) / PageBytes * PageBytes;
}

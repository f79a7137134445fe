using System.Text.Unicode;

namespace Engine.Core.Wire.WebSocket;

/// <summary>
/// UTF-8 validation of text that arrives in pieces cut anywhere, failing at the first byte that no continuation could
/// make valid. Whole stretches go through the vectorised <see cref="Utf8.IsValid"/>; only a character that a cut splits is
/// stepped through byte by byte (the well-formed sequences of Unicode, table 3-7).
/// </summary>
public struct Utf8Run
{
    private byte _owed;
    private byte _lowest;
    private byte _highest;

    /// <summary>Whether the text so far ends between characters.</summary>
    public readonly bool IsComplete => _owed == 0;

    /// <summary>Takes the next piece. False: the text is not UTF-8, whatever may follow.</summary>
    public bool TryFeed(ReadOnlySpan<byte> piece)
    {
        int start = 0;
        while (_owed != 0 && start < piece.Length)
        {
            if (!TryStep(piece[start++]))
                return false;
        }
        int split = SplitCharacter(piece);
        if (split < start)
            split = start;
        if (!Utf8.IsValid(piece[start..split]))
            return false;
        while (split < piece.Length)
        {
            if (!TryStep(piece[split++]))
                return false;
        }
        return true;
    }

    /// <summary>Where the character begins that the end of the piece cuts; the piece's length when it cuts none.</summary>
    private static int SplitCharacter(ReadOnlySpan<byte> piece)
    {
        for (int back = 1; back <= 3 && back <= piece.Length; back++)
        {
            byte b = piece[^back];
            if (b < 0x80)
                break;
            if (b >= 0xC0)
                return back < (b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2) ? piece.Length - back : piece.Length;
        }
        return piece.Length;
    }

    private bool TryStep(byte b)
    {
        if (_owed == 0)
            return TryLead(b);
        if (b < _lowest || b > _highest)
            return false;
        _owed--;
        (_lowest, _highest) = (0x80, 0xBF);
        return true;
    }

    private bool TryLead(byte b)
    {
        (_owed, _lowest, _highest) = b switch
        {
            < 0x80 => ((byte)0, (byte)0, (byte)0),
            >= 0xC2 and <= 0xDF => ((byte)1, (byte)0x80, (byte)0xBF),
            0xE0 => ((byte)2, (byte)0xA0, (byte)0xBF),
            0xED => ((byte)2, (byte)0x80, (byte)0x9F),
            >= 0xE1 and <= 0xEF => ((byte)2, (byte)0x80, (byte)0xBF),
            0xF0 => ((byte)3, (byte)0x90, (byte)0xBF),
            >= 0xF1 and <= 0xF3 => ((byte)3, (byte)0x80, (byte)0xBF),
            0xF4 => ((byte)3, (byte)0x80, (byte)0x8F),
            _ => ((byte)0, byte.MaxValue, (byte)0),
        };
        return _lowest != byte.MaxValue;
    }
}

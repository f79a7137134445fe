namespace Engine.Core.Wire.Deribit.Sessions;

/// <content>
/// The trade up to which all are known: as long as the venue has it, questions go on behind it. One that has lost its state, at the
/// start, while the connection was down or behind one that stays, does not have it.
/// </content>
public sealed partial class DeribitSession
{
    private readonly bool[] _isAnew;
    private long _marksNs; // when they were last asked about: passes that somebody asks for in between put nothing off

    /// <summary>Takes the next instrument whose trades are numbered anew, so that a trade of an old number may be another one now; -1 when there is none.</summary>
    public int TakeAnew()
    {
        int instrument = Array.IndexOf(_isAnew, true);
        if (instrument >= 0)
            _isAnew[instrument] = false;
        return instrument;
    }

    private void AskMarks()
    {
        _marksNs = _nowNs;
        for (int i = 0; i < _instruments.Count && _options.AsksTrades; i++)
        {
            if (_requests.TradesFrom[i] > 0)
                AskOnce(SessionAsk.Mark, i);
        }
    }

    /// <summary>
    /// The trade is not there, or another stands in its place: a venue that has begun anew, or one that has forgotten it. Sequences of
    /// then say nothing of now: all fills that the venue has are fetched, and those that are known stay. A question of before that is
    /// under way fetches none of them, and its answer moves no mark.
    /// </summary>
    private void OnMark(SessionRequest request, ReadOnlySpan<byte> message)
    {
        (long mark, string? id) = _requests.AskedMarks[request.Index];
        if (SessionReplies.TradeId(message, mark) is { } told && (id is null || told == id))
            return;
        (_requests.TradesFrom[request.Index], _requests.MarkIds[request.Index]) = (0, null);
        _isAnew[request.Index] = Reconciliations > 0; // before that nothing has been told by number
        Remark($"{Name(request.Index)}: the venue does not have the last trade stored here (sequence {mark}): it has begun anew or forgotten it, so all its trades are fetched again");
        SessionRequest trades = new(SessionAsk.Trades, request.Index);
        _pending.Replace(trades, trades with { Ask = SessionAsk.TradesBefore });
        if (Phase is SessionPhase.Reconciling or SessionPhase.Live)
            AskOnce(SessionAsk.Trades, request.Index);
    }
}

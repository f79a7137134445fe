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
            if (_requests.TradesFrom[i] > 0 && !IsAsked(SessionAsk.MarkInHistory, i))
                AskOnce(SessionAsk.Mark, i);
        }
    }

    /// <summary>
    /// Trades of more than a day ago are in the history alone, which is written a little later than the rest. Where a connection begins
    /// behind such a mark, what was filled since may be that old as well: the history is fetched before the trades of the last day. One
    /// that stays has asked for those all the time.
    /// </summary>
    private void OnMark(SessionRequest request, ReadOnlySpan<byte> message)
    {
        (long mark, string? id) = _requests.AskedMarks[request.Index];
        string? told = SessionReplies.TradeId(message, mark);
        bool isHistory = request.Ask == SessionAsk.MarkInHistory;
        if (told is null && !isHistory)
            Ask(SessionAsk.MarkInHistory, request.Index);
        else if (told is null || (id is not null && told != id))
            BeginAnew(request.Index, mark);
        else if (isHistory && Phase == SessionPhase.Subscribing)
            AskOnce(SessionAsk.TradesInHistory, request.Index);
    }

    /// <summary>
    /// The trade is not there, or another stands in its place: a venue that has begun anew, or one that has forgotten it. Sequences of
    /// then say nothing of now: all fills that the venue has are fetched, and those that are known stay. A question of before that is
    /// under way fetches none of them, and its answer moves no mark.
    /// </summary>
    private void BeginAnew(int instrument, long mark)
    {
        (_requests.TradesFrom[instrument], _requests.MarkIds[instrument]) = (0, null);
        _isAnew[instrument] = Reconciliations > 0; // before that nothing has been told by number
        Remark($"{Name(instrument)}: the venue does not have the last trade stored here (sequence {mark}): it has begun anew or forgotten it, so all its trades are fetched again");
        SessionRequest trades = new(SessionAsk.Trades, instrument);
        _pending.Replace(trades, trades with { Ask = SessionAsk.TradesBefore });
        if (Phase is SessionPhase.Reconciling or SessionPhase.Live)
            AskOnce(SessionAsk.Trades, instrument);
    }
}

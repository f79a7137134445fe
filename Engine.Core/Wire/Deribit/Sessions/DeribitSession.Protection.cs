using Engine.Core.Wire.Deribit.Decoding;

namespace Engine.Core.Wire.Deribit.Sessions;

/// <content>The venue's market-maker protection: what of it is set up, and what its channel tells.</content>
public sealed partial class DeribitSession
{
    private readonly long[] _frozenUntilNs; // by instrument, for one that has been told and not taken; 0 for none
    private int _protected;

    /// <summary>Whether the venue has set up its market-maker protection for every index.</summary>
    public bool IsProtected => _options.Protection is not null && _requests.Channels.Indices.Count > 0 && _protected == _requests.Channels.Indices.Count;

    /// <summary>Lets the market-maker protection of an instrument's index, which has fired, go on.</summary>
    public void ResetProtection(int instrument)
    {
        int index = _requests.Channels.Indices.FindIndex(name => _venue.IsOf(instrument, name));
        if (index >= 0 && IsSubscribed && IsProtected)
            AskOnce(SessionAsk.ResetProtection, index);
    }

    /// <summary>
    /// Takes the next instrument whose protection has fired; -1 when there is none. With it, until when the venue takes no order under it,
    /// by our clock, Unix ns: now for one that waits for its reset.
    /// </summary>
    public int TakeProtection(out long frozenUntilNs)
    {
        int instrument = Array.FindIndex(_frozenUntilNs, ns => ns != 0);
        frozenUntilNs = instrument < 0 ? 0 : _frozenUntilNs[instrument];
        if (instrument >= 0)
            _frozenUntilNs[instrument] = 0;
        return instrument;
    }

    private void OnProtection(in DecodeResult frame)
    {
        long untilNs = frame.FrozenUntilMs <= 0 ? _nowNs : Math.Max(_nowNs, (frame.FrozenUntilMs * 1_000_000) - (Clock.IsKnown ? Clock.OffsetNs : 0));
        for (int i = 0; i < _instruments.Count; i++)
        {
            if (_venue.IsOf(i, frame.PriceIndex))
                _frozenUntilNs[i] = untilNs;
        }
    }
}

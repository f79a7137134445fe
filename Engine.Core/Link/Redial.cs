using Engine.Core.Primitives;

namespace Engine.Core.Link;

/// <summary>
/// When to connect again. Three cases: nobody answers (quickly for a while where the venue is near, elsewhere doubling from a small pause),
/// a session that had held is lost (at once, a few times), and everything else, where the pause doubles up to a cap; each is drawn from
/// its upper half, so that clients spread. A mutable struct: never a readonly field.
/// </summary>
internal struct Redial(LinkOptions options, int instruments, ulong seed)
{
    private const int QuestionBurst = 80; // of the 100 that the venue allows at once; it allows 20 a second
    private const int OfConnection = 8;
    private const int OfInstrument = 6;
    private const long QuestionNs = 50_000_000;

    private readonly int _mostQuick = Math.Clamp(QuestionBurst / (OfConnection + (OfInstrument * instruments)), 1, Math.Max(1, options.QuickReconnects));
    private readonly long _costNs = QuestionNs * (OfConnection + (OfInstrument * instruments)); // until the venue allows another session's questions
    private Backoff _backoff = new(options.ReconnectNs, options.ReconnectCapNs, seed);
    private Backoff _far = new(options.FarRedialNs, options.ReconnectCapNs, seed ^ 0xD1B5_4A32_D192_ED03);
    private Prng _jitter = new(seed ^ 0x9E37_79B9_7F4A_7C15);
    private double _quick = options.QuickReconnects; // more than there may be is cut at the first loss
    private long _quickNs;
    private long _outageNs;

    /// <summary>A session is live since a time and is lost now.</summary>
    public void OnLost(long liveNs, long nowNs)
    {
        _outageNs = nowNs;
        if (nowNs - liveNs < options.StableNs)
            return;
        _backoff.Reset();
        _far.Reset();
    }

    /// <summary>The pause after an attempt that ended now.</summary>
    /// <param name="attempt">How it ended.</param>
    /// <param name="nowNs">Now.</param>
    /// <param name="isQuick">Whether it is one of those made quickly, of which there may be many.</param>
    public long PauseNs(AttemptEnd attempt, long nowNs, out bool isQuick)
    {
        if (_outageNs == 0)
            _outageNs = nowNs;
        long outageNs = nowNs - _outageNs;
        isQuick = attempt switch
        {
            AttemptEnd.Unreached => options.IsVenueNear && outageNs < options.RedialForNs,
            AttemptEnd.Unheard => options.IsVenueNear && outageNs < options.RedialUnheardForNs,
            AttemptEnd.Lost => TryQuick(nowNs),
            _ => false,
        };
        if (isQuick)
            return QuickNs(options.IsVenueNear ? options.RedialNs : options.FarRedialNs);
        bool isUnheard = attempt is AttemptEnd.Unreached or AttemptEnd.Unheard;
        long pauseNs = isUnheard && !options.IsVenueNear ? _far.Next() : _backoff.Next();
        if (attempt == AttemptEnd.Lost)
            pauseNs = Math.Max(pauseNs, _costNs);
        return attempt == AttemptEnd.Throttled ? options.ThrottledNs + pauseNs : pauseNs;
    }

    private long QuickNs(long wholeNs) => (wholeNs / 2) + (long)(wholeNs / 2 * _jitter.Uniform());

    private bool TryQuick(long nowNs)
    {
        _quick = Math.Min(_mostQuick, _quick + ((nowNs - _quickNs) / (double)Math.Max(options.QuickReconnectPeriodNs, _costNs)));
        _quickNs = nowNs;
        if (_quick < 1)
            return false;
        _quick--;
        return true;
    }
}

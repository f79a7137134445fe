using Engine.Core.Wire.Deribit.Decoding;

namespace Engine.Core.Wire.Deribit.Channels;

/// <summary>
/// Looks whether each channel still brings what it has to. Market channels answer a subscription with a first message; a channel of our
/// orders has to tell of every order that was answered.
/// </summary>
internal sealed class ChannelWatch
{
    private readonly ChannelAges _ages;
    private readonly ChannelPatience _patience;
    private readonly (ChannelKind Kind, int Index)[] _channels;
    private readonly long[] _renewedNs; // when it was subscribed to anew for its silence; 0 while it was not
    private readonly long[] _answeredNs; // by instrument: the first answer to an order whose notification is missing; 0 for none

    public ChannelWatch(ChannelAges ages, int instruments, ChannelPatience patience)
    {
        _ages = ages;
        _patience = patience;
        List<(ChannelKind, int)> channels = [];
        for (int i = 0; i < instruments; i++)
        {
            foreach (ChannelKind kind in (ReadOnlySpan<ChannelKind>)[ChannelKind.Book, ChannelKind.Ticker, ChannelKind.UserChanges])
                channels.Add((kind, i));
        }

        _channels = [.. channels];
        _renewedNs = new long[_channels.Length];
        _answeredNs = new long[instruments];
    }

    public int Count => _channels.Length;

    public (ChannelKind Kind, int Index) this[int channel] => _channels[channel];

    /// <summary>Every channel is new.</summary>
    public void Restart(long nowNs)
    {
        Rest(nowNs);
        _ages.Restart(nowNs);
    }

    /// <summary>Nothing can be expected of any channel now.</summary>
    public void Rest(long nowNs)
    {
        for (int i = 0; i < _channels.Length; i++)
            Rest(i, nowNs);
        Array.Clear(_answeredNs);
    }

    /// <summary>Nothing can be expected of a channel now: its time begins again.</summary>
    public void Rest(int channel, long nowNs)
    {
        _renewedNs[channel] = 0;
        _ages.Mark(_channels[channel].Kind, (ushort)_channels[channel].Index, nowNs);
    }

    /// <summary>The venue has answered an order of ours with success: its channel tells of it, or has just done so.</summary>
    public void OnAnswered(ushort instrument, long nowNs)
    {
        if (instrument < _answeredNs.Length && _answeredNs[instrument] == 0)
            _answeredNs[instrument] = nowNs;
    }

    public ChannelVerdict Look(int channel, long nowNs)
    {
        (ChannelKind kind, int index) = _channels[channel];
        long lastNs = _ages.LastNs(kind, index);
        if (kind == ChannelKind.UserChanges)
            return LookForNotification(channel, index, lastNs, nowNs);
        if (_renewedNs[channel] != 0)
        {
            if (lastNs > _renewedNs[channel])
                _renewedNs[channel] = 0;
            return _renewedNs[channel] != 0 && nowNs - _renewedNs[channel] > _patience.SubscriptionNs ? ChannelVerdict.Dead : ChannelVerdict.Alive;
        }

        return IsOver(_patience.Of(kind), lastNs, nowNs) ? Renew(channel, nowNs) : ChannelVerdict.Alive;
    }

    /// <summary>A notification may come before the answer it belongs to, by no more than the patience.</summary>
    private ChannelVerdict LookForNotification(int channel, int instrument, long lastNs, long nowNs)
    {
        ref long answeredNs = ref _answeredNs[instrument];
        if (answeredNs == 0)
            return ChannelVerdict.Alive;
        if (lastNs >= answeredNs - _patience.ChangesNs)
        {
            answeredNs = 0;
            if (lastNs > _renewedNs[channel])
                _renewedNs[channel] = 0;
            return ChannelVerdict.Alive;
        }

        if (!IsOver(_patience.ChangesNs, answeredNs, nowNs))
            return ChannelVerdict.Alive;
        answeredNs = 0;
        return _renewedNs[channel] != 0 ? ChannelVerdict.Dead : Renew(channel, nowNs);
    }

    private ChannelVerdict Renew(int channel, long nowNs)
    {
        _renewedNs[channel] = nowNs;
        return ChannelVerdict.Silent;
    }

    private static bool IsOver(long patienceNs, long sinceNs, long nowNs) => patienceNs > 0 && nowNs - sinceNs > patienceNs;
}

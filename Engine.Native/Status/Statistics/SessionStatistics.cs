using Engine.Core.Events;
using Engine.Core.Journal;
using Engine.Core.Primitives;
using Engine.Native.Status.Blocks;

namespace Engine.Native.Status.Statistics;

/// <summary>What a session's facts add up to: fills, markouts, latencies. Fed by the journal thread, in fixed memory.</summary>
public sealed class SessionStatistics
{
    private JournalStatus _status;
    private string? _shownError;

    /// <summary>For a number of instruments.</summary>
    public SessionStatistics(int instruments) => Markouts = new Markouts(instruments);

    /// <summary>Where the mid went after our fills.</summary>
    public Markouts Markouts { get; }

    /// <summary>From the cause's bytes to the order's.</summary>
    public LatencyHistogram TickToOrder { get; } = new();

    /// <summary>From an order request to its answer.</summary>
    public LatencyHistogram RoundTrip { get; } = new();

    /// <summary>How long the venue says its answers took.</summary>
    public LatencyHistogram Venue { get; } = new();

    /// <summary>The stages of the ticks that led to orders.</summary>
    public StageHistograms Stages { get; } = new();

    /// <summary>The newest figures.</summary>
    public ref readonly JournalStatus Current => ref _status;

    /// <summary>Notes how many orders earlier sessions may have left open; before the first fact.</summary>
    public void BeginWith(int leftOrders) => _status.LeftFound = leftOrders;

    /// <summary>Counts a fact. The instrument may be unknown to facts without prices.</summary>
    public void Apply(in Fact fact, Instrument? instrument)
    {
        Markouts.AdvanceTo(fact.ReceiveNs);
        if (instrument is not null && fact.MidE9 > 0)
            Markouts.SetMid(fact.Instrument, Decimals.ToDouble(fact.MidE9));
        switch (fact.Kind)
        {
            case FactKind.Fill when instrument is not null:
                ApplyFill(in fact, instrument);
                break;
            case FactKind.Transition:
                if (fact.Transition.TickToOrderNs > 0)
                    TickToOrder.Record(fact.Transition.TickToOrderNs);
                if (fact.Transition.RoundTripNs > 0)
                    RoundTrip.Record(fact.Transition.RoundTripNs);
                if (fact.Transition.VenueInUs > 0)
                    Venue.Record(fact.Transition.VenueUs * 1_000L);
                Stages.Record(fact.Transition.Stages);
                break;
            case FactKind.Notice:
                _status.Notices++;
                break;
            case FactKind.Left:
                ApplyLeft(fact.Left.Outcome);
                break;
        }
    }

    /// <summary>A fill that was counted is an earlier session's: it had been stored before.</summary>
    public void TakeBack(in Fact fill, Instrument? instrument)
    {
        if (instrument is not null)
            Count(in fill, instrument, -1);
    }

    /// <summary>The journal's block of the status page, brought up to date.</summary>
    public ref readonly JournalStatus Snapshot(JournalHealth health, long backlog, long nowNs)
    {
        ArgumentNullException.ThrowIfNull(health);
        long oldestNs = health.OldestUnwrittenNs;
        _status.Rows = health.Rows;
        _status.Backlog = backlog;
        _status.OldestUnwrittenAgeNs = oldestNs == 0 ? 0 : nowNs - oldestNs;
        _status.Failures = health.Failures;
        _status.Refused = health.Refused;
        ShowError(health.LastError);
        _status.TickToOrder = TickToOrder.Summarize();
        _status.RoundTrip = RoundTrip.Summarize();
        _status.Venue = Venue.Summarize();
        Stages.Summarize(ref _status.Stages);
        for (int i = 0; i < MarkoutStatuses.Horizons; i++)
            _status.Markouts[i] = new MarkoutStatus { Count = Markouts.Count(i), MeanBps = Markouts.MeanBps(i) };
        _status.LastFillCount = Markouts.CopyLast(_status.LastFills);
        return ref _status;
    }

    private void ApplyFill(in Fact fact, Instrument instrument)
    {
        ref readonly FillUpdate fill = ref fact.Fill;
        Count(in fact, instrument, 1);
        Markouts.Add(new FillStatus
        {
            ReceiveNs = fact.ReceiveNs,
            Price = Decimals.ToDouble(fill.PriceE9),
            Amount = instrument.ToDouble(fill.Size),
            Instrument = fact.Instrument,
            Side = fact.Side,
            Liquidity = fact.Liquidity,
            IsRecovered = fact.Recovered,
        });
    }

    private void Count(in Fact fact, Instrument instrument, int sign)
    {
        _status.Fills += sign;
        if (fact.Side == Side.Buy)
            _status.Buys += sign;
        else
            _status.Sells += sign;
        _status.Makers += fact.Liquidity == Liquidity.Maker ? sign : 0;
        _status.Recovered += fact.Recovered ? sign : 0;
        _status.VolumeUsd += sign * instrument.NotionalUsd(instrument.ToDouble(fact.Fill.Size), Decimals.ToDouble(fact.Fill.PriceE9));
    }

    private void ApplyLeft(LeftOutcome outcome)
    {
        _status.LeftCancelled += outcome == LeftOutcome.Cancelled ? 1 : 0;
        _status.LeftFilled += outcome == LeftOutcome.Filled ? 1 : 0;
        _status.LeftGone += outcome == LeftOutcome.NotFound ? 1 : 0;
    }

    private void ShowError(string? error)
    {
        if (ReferenceEquals(error, _shownError))
            return;
        _shownError = error;
        StatusText.Write(_status.LastError, error ?? "");
    }
}

using System.Text;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Risk.Losses;
using Engine.Core.Simulation.Network;
using Engine.Core.Simulation.Trader;
using Engine.Core.Simulation.Truth.Requests;
using Engine.Core.Simulation.Truth.Twins;
using Engine.Core.Venue;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;
using Engine.Core.Venue.Views;

namespace Engine.Core.Simulation.Truth;

/// <summary>
/// Who knows the truth: it sees what the trader writes, what the venue does, and what the trader believes, and holds one against the
/// other. It has no say in anything, and what it compares it reads or counts for itself.
/// </summary>
internal sealed partial class Oracle : ILinkWatcher, IConnectionWatcher, IReadWatcher
{
    private readonly Exchange _exchange;
    private readonly Account _account;
    private readonly TraderSetup _setup;
    private readonly RunCounts _counts;
    private readonly long _startNs;
    private readonly int[] _listings;
    private readonly BookHistory[] _books;
    private readonly RequestLog _requests;
    private readonly int[] _taken;
    private readonly HashSet<int> _sessions = [];
    private TraceHash _hash;

    public Oracle(Exchange exchange, TraderSetup setup, RunCounts counts, long startNs)
    {
        _exchange = exchange;
        _setup = setup;
        _counts = counts;
        _startNs = startNs;
        _account = exchange.Ledger.Of(setup.Key);
        _requests = new RequestLog(exchange.Register, _account);
        _listings = [.. setup.Instruments.Select(name => exchange.FindListing(name)!.Id)];
        _books = [.. exchange.Listings.Select(_ => new BookHistory())];
        _positions = new Disagreement[_listings.Length];
        _foreign = [.. _listings.Select(_ => new ForeignLots())];
        _shadows = new ShadowPosition[_listings.Length];
        _losses = new LossTwin(setup.Engine.Limits);
        _watchesLosses = LossMeter.IsNeeded(setup.Engine.Limits);
        _profits = new Disagreement[_listings.Length];
        _openingMarks = new double[_listings.Length];
        _settledE9 = [.. _listings.Select(id => exchange.Listings[id].Mark.SettlementE9)];
        _lossMarks = new double[_listings.Length];
        _reserve = setup.Limits.Max(limits => limits.RateReserve);
        _taken = new int[_listings.Length];
        _placed = [.. Enumerable.Repeat("", 2 * _listings.Length)];
        _marks = [.. _listings.Select(_ => new MarkHistory())];
        foreach (Listing listing in exchange.Listings)
            _books[listing.Id].Add(listing, startNs);
        exchange.Publisher.BookChanged = OnBook;
    }

    /// <summary>The first thing that did not hold; null while everything does.</summary>
    public Violation? Violation { get; private set; }

    /// <summary>The process that trades now; null while none does.</summary>
    public TraderProcess? Process { get; set; }

    /// <summary>Since when nothing but cancels may leave, in the world's time.</summary>
    public long LatchedNs { get; set; } = long.MaxValue;

    /// <summary>The world's time.</summary>
    public long NowNs { get; set; }

    /// <summary>What is done is written here where somebody reads it; null otherwise.</summary>
    public Action<string>? Trace { get; set; }

    /// <summary>Hash of everything that passed between trader and venue, and when.</summary>
    public ulong Hash => _hash.Value;

    /// <summary>What was paid in or out beside the opening deposits, by currency.</summary>
    public Dictionary<string, decimal> PaidIn { get; } = [];

    /// <summary>Whether a label is one of the trader's, whichever process it was.</summary>
    public static bool IsOurs(string label)
    {
        if (label.Length != OrderLabel.TextLength)
            return false;
        Span<byte> text = stackalloc byte[OrderLabel.TextLength];
        return Encoding.ASCII.TryGetBytes(label, text, out int length) && OrderLabel.TryParse(text[..length], out _);
    }

    /// <summary>A new process: what held of the one before is no measure for it.</summary>
    public void Begin()
    {
        CheckStart();
        LatchedNs = long.MaxValue;
        _endingSinceNs = 0;
        _orderTimes.Clear();
        if (WasClockStepped)
            _placed.AsSpan().Fill(""); // the next process can tell by the venue's clock alone how long ago a fill was
        BeginCredits();
        BeginBooked();
        BeginMoney();
    }

    /// <summary>Reports something that does not hold.</summary>
    public void Report(Invariant invariant, string sentence) => Violation ??= new Violation(invariant, NowNs - _startNs, sentence);

    /// <inheritdoc/>
    public void OnWritten(Connection connection, ReadOnlySpan<byte> request, long nowNs)
    {
        if (Trace is not null)
            Trace("  writes " + Encoding.UTF8.GetString(request));
        _hash.Add(nowNs);
        _hash.Add(request);
        RequestText text = RequestText.Read(request);
        if (text.Action == OrderAction.None)
            return;
        Order? order = text.OrderId.Length > 0 ? OrderIds.Find(_exchange, text.OrderId, out _) : null;
        int listing = order?.Listing ?? (text.Instrument.Length > 0 ? _exchange.FindListing(text.Instrument)!.Id : 0);
        Instrument instrument = _exchange.Listings[listing].Instrument;
        OrderRequest made = new()
        {
            Id = text.Id,
            Action = text.Action,
            Connection = connection,
            WrittenNs = nowNs,
            Label = order?.Label ?? text.Label,
            OrderNumber = order?.Id ?? 0,
            Side = order?.Side ?? text.Side,
            Listing = listing,
            Lots = (long)(text.Amount * 1_000_000_000m) / instrument.LotE9,
            PriceE9 = (long)(text.Price * 1_000_000_000m),
            IsPassive = text.PostOnly && text.RejectPostOnly,
        };
        CheckWritten(made, order);
        _requests.Add(made);
        _counts.Requests[(int)text.Action]++;
    }

    /// <inheritdoc/>
    public void OnArrived(Connection connection, ReadOnlySpan<byte> request)
    {
        if (_pulls.Contains(connection))
        {
            OthersSpend();
            _pulledNs = NowNs;
        }
        else if (RequestText.AnswerTo(request) is not 0 and long id && _requests.Find(connection, id) is { } known)
        {
            known.HasArrived = true;
            FollowWay(known);
        }
    }

    /// <inheritdoc/>
    public void OnAnswered(Connection connection, ReadOnlySpan<byte> message)
    {
        if (Trace is not null)
            Trace("  venue says " + Encoding.UTF8.GetString(message));
        _counts.Frames++;
        _hash.Add(NowNs);
        _hash.Add(message);
        long id = RequestText.AnswerTo(message);
        if (id == 0)
            return;
        OrderRequest? known = _requests.Find(connection, id);
        if (message.IndexOf("\"code\":10028,"u8) > 0 && !_pulls.Contains(connection) && known is not { IsAnswered: true })
            OnTooManyRequests(id, known is not null);
        if (known is null)
            return;
        known.IsAnswered = true;
        FollowWay(known);
        if (known.OrderNumber != 0 && RequestText.SaysGone(message))
            NoteLie(known);
    }

    /// <inheritdoc/>
    public void OnRead(ReadOnlySpan<byte> message)
    {
        if (Trace is not null)
            Trace("  reads " + Encoding.UTF8.GetString(message));
        if (RequestText.AnswerTo(message) is not 0 and long id && Process?.Link.Connection is { } connection && _requests.Find(connection, id) is { } known)
            known.IsRead = true;
    }

    private void OnBook(Listing listing) => _books[listing.Id].Add(listing, NowNs);
}

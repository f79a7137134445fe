using Engine.Core.Primitives;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Channels;
using Engine.Core.Venue.Clearing;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Desk.Making;
using Engine.Core.Venue.Faults;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Market.Flow;
using Engine.Core.Venue.Matching;
using Engine.Core.Venue.Rpc;
using Engine.Core.Venue.Rpc.Limits;
using Engine.Core.Venue.Rpc.Login;
using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Core.Venue;

/// <summary>
/// A Deribit-compatible exchange without I/O and without a clock: time is handed in as Unix nanoseconds, requests as bytes, and what
/// it has to say gathers in the sessions' outboxes. Equal options, times and requests give equal bytes. One thread owns it.
/// </summary>
public sealed class Exchange
{
    private readonly Clock _clock = new();
    private readonly Outlet _wire = new();
    private readonly Dispatcher _dispatcher;
    private readonly Pulse _pulse;
    private readonly List<Session> _sessions = [];

    // No session has anything due before this; looking at all of them each time would be most of a busy exchange's work.
    private long _sessionsNextNs = long.MaxValue;
    private long _nextSessionId = 1;
    private Prng _random;

    /// <summary>Opens the exchange at a moment; throws <see cref="ArgumentException"/> naming an instrument it cannot list.</summary>
    public Exchange(ExchangeOptions options, long startNs)
    {
        Options = options;
        OpenedMs = startNs / 1_000_000;
        _clock.NowNs = startNs;
        _random = new Prng(options.Seed);
        MarketClock = new MarketClock(options, startNs);
        var opening = new Opening(options, startNs, MarketClock.StartNs, ref _random);
        Listings = opening.Listings;
        Ledger = new Ledger(Listings, options) { NowNs = startNs };
        Channels = new ChannelTable(Listings, Ledger, _wire, _clock);
        Publisher = new Publisher(Listings, Channels);
        Register = new OrderRegister();
        Floor = new Floor(Listings, Ledger, Register, Publisher) { NowNs = startNs, TrueNs = startNs };
        Guard = new Guard(Listings, Ledger, Floor, Publisher);
        Floor.Guard = Guard;
        Desk = new OrderDesk(Listings, Ledger, Register, Floor, new SpeedBump(Agenda, _clock, options.SpeedBumpNs));
        Quotes = new QuoteDesk(Desk, Floor, Guard);
        LimitsText = RateLimits.Describe(options.Tier);
        Claims = new BookClaims(SetState);
        Settlement = new DailySettlement(this);
        Liquidator = new Liquidator(this);
        Tokens = new Tokens(options.Keys, Ledger, _random.Fork());
        Logins = new Logins(this);
        _dispatcher = new Dispatcher(this, _wire, _random.Fork());
        ICrowd[] crowds = options.HasCrowd ? opening.Crowds(Floor) : [];
        _pulse = new Pulse(this, opening.Prices(crowds), crowds, startNs);
        Faults = new FaultPlan(this);
        foreach (Faults.Forms.Fault fault in options.Faults)
            Faults.Add(fault, startNs);
    }

    /// <summary>How it was set up.</summary>
    public ExchangeOptions Options { get; }

    /// <summary>What goes wrong.</summary>
    public FaultPlan Faults { get; }

    /// <summary>When something happens next by itself, Unix nanoseconds.</summary>
    public long NextNs => Math.Min(Math.Min(_pulse.NextNs, Agenda.NextNs), Math.Min(_dispatcher.NextNs, _sessionsNextNs));

    /// <summary>Whether the recording it replays is at its end, after which its market stands still.</summary>
    public bool HasMarketEnded => _pulse.HasMarketEnded;

    /// <summary>The exchange's time, Unix nanoseconds; what its timestamps show may be off.</summary>
    internal long NowNs => _clock.NowNs;

    /// <summary>How far timestamps are off.</summary>
    /// <summary>When a request of a class last found all rate credits of an account there, Unix ns; 0 while none did.</summary>
    internal long CreditsFullNs(Account account, CreditClass kind) => _dispatcher.CreditsFullNs(account, kind);

    internal long ClockStepNs => _clock.StepNs;

    internal IReadOnlyList<Session> Sessions => _sessions;

    internal Listing[] Listings { get; }

    /// <summary>When it opened, Unix milliseconds.</summary>
    internal long OpenedMs { get; }

    /// <summary>What is planned for later.</summary>
    internal Agenda Agenda { get; } = new();

    /// <summary>The market's time against the exchange's.</summary>
    internal MarketClock MarketClock { get; }

    /// <summary>What keeps books from being open.</summary>
    internal BookClaims Claims { get; }

    /// <summary>Tick sizes in force in the place of the listed ones.</summary>
    internal GridClaims Grids { get; } = new();

    internal DailySettlement Settlement { get; }

    internal Liquidator Liquidator { get; }

    internal Ledger Ledger { get; }

    internal ChannelTable Channels { get; }

    internal Publisher Publisher { get; }

    internal OrderRegister Register { get; }

    internal Floor Floor { get; }

    internal OrderDesk Desk { get; }

    internal Guard Guard { get; }

    internal QuoteDesk Quotes { get; }

    /// <summary>The rate limits as the account summary shows them.</summary>
    internal byte[] LimitsText { get; }

    internal Tokens Tokens { get; }

    internal Logins Logins { get; }

    internal Outlet Outlet => _wire;

    internal ref Prng Random => ref _random;

    /// <summary>The names of all methods.</summary>
    public static IEnumerable<string> Methods => MethodTable.Names;

    /// <summary>A client connected; its address, where it is known, is what a token may be bound to.</summary>
    public Session Open(SessionKind kind, long nowNs, string? address = null)
    {
        Advance(nowNs);
        var session = new Session(_nextSessionId++, kind, nowNs, address);
        _sessions.Add(session);
        Watch(session);
        if (nowNs < Faults.DownUntilNs)
            Cut(session, isReset: true);
        if (Faults.AwaitsEvents)
            Faults.Raise("connect", session);
        return session;
    }

    /// <summary>Tries the credentials of an HTTP Authorization header; false when they are no good.</summary>
    public bool Authorize(Session session, string authorization, HttpRequestLine line, long nowNs) =>
        HttpLogin.TryLogin(this, session, authorization, line, nowNs);

    /// <summary>A client sent a request at a moment; it is answered now, or when the matching engine gets to it.</summary>
    public void Receive(Session session, ReadOnlySpan<byte> request, long receivedNs, long nowNs)
    {
        Advance(nowNs);
        if (session.IsClosed || session.End is not null || session.IsFrozen)
            return;
        session.LastRequestNs = nowNs;
        _dispatcher.Receive(session, request, receivedNs, nowNs);
        Watch(session);
    }

    /// <summary>A client's connection is gone: its orders go too where it asked for that.</summary>
    public void Close(Session session, long nowNs)
    {
        if (session.IsClosed)
            return;
        Advance(nowNs);
        session.IsClosed = true;
        _sessions.Remove(session);
        foreach (Channel channel in session.Channels.ToArray())
            channel.Remove(session);
        if (Faults.AwaitsEvents)
            Faults.Raise("disconnect", session);
        foreach (Account account in Faults.LosesCancelOnDisconnect(session) ? [] : session.CancelOnDisconnect)
        {
            foreach (Order order in account.OpenOrders.Where(order => order.SessionId == session.Id).OrderBy(order => order.Id).ToArray())
                Desk.Cancel(order, CancelReason.CancelOnDisconnect);
            Floor.Publish();
        }

        if (session.Kind == SessionKind.WebSocket)
        {
            Tokens.Forget(session.Id, nowNs / 1_000_000);
            Logins.EndRevoked();
        }
    }

    /// <summary>Lets everything happen that is due by a moment, each thing at its own time.</summary>
    public void Advance(long nowNs)
    {
        while (true)
        {
            long dueNs = NextNs;
            if (dueNs > nowNs)
                break;
            SetTime(Math.Max(dueNs, _clock.NowNs));
            if (_pulse.NextNs <= dueNs)
                _pulse.Beat();
            else if (Agenda.NextNs <= dueNs)
                Agenda.ActNext();
            else if (_dispatcher.NextNs <= dueNs)
                _dispatcher.AnswerNext();
            else
                BeatSessions(dueNs);
        }

        SetTime(Math.Max(nowNs, _clock.NowNs));
        Register.Advance(Floor.TrueNs);
    }

    /// <summary>Takes a session that has something to send or is to be closed; each is given once until it has more.</summary>
    public bool TryTakeReady(out Session session) => _wire.TryTakeReady(out session);

    /// <summary>What its connections hold.</summary>
    public Occupancy Occupancy => new(_sessions.Count, Channels.Subscriptions, Tokens.BoundToConnections);

    /// <summary>Orders that clients have placed.</summary>
    public long OrdersPlaced => Register.Count;

    /// <summary>Trades in all books.</summary>
    public long TradesMade => Publisher.Prints;

    /// <summary>Key, currency, equity and fees of every account, the crowd (with an empty key) and the insurance included.</summary>
    public IEnumerable<(string Key, string Currency, decimal Equity, decimal Fees)> Books() =>
        from account in Ledger.Accounts.Append(Ledger.Insurance)
        from wallet in account.Wallets
        select (account.Key, wallet.Currency, Ledger.Standing(wallet).Equity, wallet.FeesPaid);

    /// <summary>
    /// Key, currency and what each account's books hold without any price: cash, session profit and entry values. Exact: with the fees
    /// of <see cref="Books"/> they sum to the deposits to the last digit.
    /// </summary>
    public IEnumerable<(string Key, string Currency, decimal Held)> Holdings() =>
        from account in Ledger.Accounts.Append(Ledger.Insurance)
        from wallet in account.Wallets
        select (account.Key, wallet.Currency, Ledger.Held(wallet));

    /// <summary>Key, instrument and signed lots of every position, the crowd's included.</summary>
    public IEnumerable<(string Key, string Instrument, long Lots)> Positions() =>
        from account in Ledger.Accounts
        from listing in Listings
        select (account.Key, listing.Instrument.Name, account.Positions[listing.Id].Lots);

    internal Listing? FindListing(string name) => Array.Find(Listings, listing => listing.Instrument.Name == name);

    internal Listing? FindListing(ReadOnlySpan<byte> name)
    {
        foreach (Listing listing in Listings)
        {
            if (listing.Name.SequenceEqual(name))
                return listing;
        }

        return null;
    }

    /// <summary>Opens, halts or locks an instrument's book and tells those who watch.</summary>
    internal void SetState(Listing listing, BookState state)
    {
        if (listing.State == state)
            return;
        listing.State = state;
        Publisher.OnState(listing);
    }

    internal void End(Session session, int code, string reason)
    {
        session.Finish(code, reason);
        _wire.MarkReady(session);
    }

    /// <summary>Ends a connection without a close frame.</summary>
    internal void Cut(Session session, bool isReset)
    {
        session.Finish(0, "", isReset);
        _wire.MarkReady(session);
    }

    /// <summary>Moves what timestamps show.</summary>
    internal void StepClock(long byNs)
    {
        _clock.StepNs += byNs;
        SetTime(_clock.NowNs);
    }

    /// <summary>Lets the worth of an index's coin jump; of every coin without an index.</summary>
    internal void Jump(string? index, double factor) => _pulse.Jump(index, factor);

    private void SetTime(long nowNs)
    {
        _clock.NowNs = nowNs;
        Floor.NowNs = nowNs + _clock.StepNs;
        Floor.TrueNs = nowNs;
        Ledger.NowNs = Floor.NowNs;
    }

    /// <summary>A session's timers may be due earlier than they were. To be called after whatever can set them.</summary>
    internal void Watch(Session session) => _sessionsNextNs = Math.Min(_sessionsNextNs, SessionTimers.NextNs(session));

    private void BeatSessions(long nowNs)
    {
        _sessionsNextNs = long.MaxValue;
        foreach (Session session in _sessions)
        {
            SessionTimers.Beat(this, session, nowNs);
            Watch(session);
        }
    }
}

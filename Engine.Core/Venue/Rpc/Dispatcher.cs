using Engine.Core.Primitives;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Channels;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Faults;
using Engine.Core.Venue.Faults.Control;
using Engine.Core.Venue.Rpc.Limits;
using Engine.Core.Venue.Rpc.Login;
using Engine.Core.Venue.Rpc.Sessions;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Rpc;

/// <summary>Takes requests to their methods and writes the replies around what they answer.</summary>
internal sealed class Dispatcher(Exchange exchange, Outlet outlet, Prng random)
{
    private const int PolicyCode = 1008;

    private readonly Call _call = new(exchange);
    private readonly MatchingQueue _waiting = new(exchange);
    private readonly Purse _purse = new(exchange.Options.Tier);
    private Prng _random = random;

    /// <summary>When the matching engine gets to the next waiting request.</summary>
    public long NextNs => _waiting.NextNs;

    /// <summary>When a request of a class last found all credits of an account there.</summary>
    public long CreditsFullNs(Account account, CreditClass kind) => _purse.FullNs(account, kind);

    public void Receive(Session session, ReadOnlySpan<byte> request, long receivedNs, long nowNs, bool wasHeld = false)
    {
        Refusal? refusal = _call.Request.Read(request);
        Method? method = refusal is null ? MethodTable.Find(_call.Request.Method) : null;
        if (method is { IsControl: true } && !exchange.Options.Control)
            method = null;
        if (!wasHeld && method is not { IsControl: true } && exchange.Faults.Requests is { } faults && Holds(faults, session, request, receivedNs))
            return;
        bool waits = method is { IsMatching: true } && exchange.Options.MatchingLatencyNs > 0;
        if (waits)
        {
            _call.Start();
            Grant? login = Check(session, method!, nowNs, out Grant? admitted) is null ? admitted : null;
            refusal = _waiting.TryAdd(_call, session, login, method!, request, receivedNs, nowNs);
        }

        if (!waits || refusal is not null)
            Answer(session, method, refusal ?? (method is null ? Refusal.MethodNotFound : null), receivedNs, nowNs);
    }

    /// <summary>Apart from <see cref="Receive"/>, which would else make its closure for each request.</summary>
    private bool Holds(RequestFaults faults, Session session, ReadOnlySpan<byte> request, long receivedNs) =>
        faults.TryHold(session, _call.Request.Method, request, kept => ReceiveAgain(session, kept, receivedNs));

    private void ReceiveAgain(Session session, byte[] request, long receivedNs)
    {
        if (!session.IsClosed && session.End is null && !session.IsFrozen)
            Receive(session, request, receivedNs, exchange.NowNs, wasHeld: true);
    }

    /// <summary>Answers the request that has waited longest.</summary>
    public void AnswerNext()
    {
        WaitingRequest next = _waiting.Take();
        if (next.Session.IsClosed || next.Session.End is not null)
            return;
        _call.Request.Read(next.Bytes);
        Answer(next.Session, MethodTable.Find(_call.Request.Method), next.Refusal, next.ReceivedNs, next.DueNs);
    }

    private void Answer(Session session, Method? method, Refusal? refusal, long receivedNs, long nowNs)
    {
        var verdict = default(RequestVerdict);
        if (method is not { IsControl: true } && exchange.Faults.Requests is { } faults)
            verdict = faults.Judge(session, _call.Request.Method);
        if (verdict.IsLost)
            return;
        refusal ??= verdict.Refusal;
        _call.Session = session;
        _call.NowNs = nowNs;
        _call.Start();
        Reply(session, method, refusal ?? Admit(session, method!, nowNs), method?.Run, receivedNs, verdict);
    }

    /// <summary>Gives the answer of a request whose method has left it for later.</summary>
    private void Resume(Session session, Accounts.Account account, Method method, byte[] id, Action<Call> write, long receivedNs, RequestVerdict verdict)
    {
        if (session.IsClosed || session.End is not null)
            return;
        _call.Session = session;
        _call.Account = account;
        _call.NowNs = exchange.NowNs;
        _call.Start();
        _call.Request.Resume(id);
        Reply(session, method, null, write, receivedNs, verdict);
    }

    private void Reply(Session session, Method? method, Refusal? refusal, Action<Call>? write, long receivedNs, RequestVerdict verdict)
    {
        JsonText reply = _call.Result;
        reply.Clear();
        reply.BeginObject();
        reply.Ascii("jsonrpc"u8, "2.0"u8);
        if (!_call.Request.Id.IsEmpty)
            reply.Raw("id"u8, _call.Request.Id);
        int head = reply.Length;
        if (refusal is null)
        {
            reply.Name("result"u8);
            write!(_call);
            refusal = _call.Refusal;
        }

        if (_call.Deferral is Deferral later && refusal is null)
        {
            Postpone(session, method!, later, receivedNs, verdict);
            return;
        }

        if (refusal is not null)
        {
            reply.Rewind(head);
            Write(reply, refusal);
        }

        Finish(reply, receivedNs, _call.NowNs);
        session.LastReplyFailed = refusal is not null;
        // The venue's workers race: notifications of an order overtake its reply or follow it.
        bool replyLast = method is { Trades: true } && _random.Chance(0.5);
        replyLast = verdict.ReplyLast ?? replyLast;
        if (replyLast)
            exchange.Floor.Publish();
        if (method is { IsControl: true })
            outlet.Put(session, reply.Written, null);
        else if (!_call.IsSilent && !verdict.IsSilent)
            outlet.Send(reply.Written, session, method?.Name ?? _call.Request.Method);
        exchange.Floor.Publish();
        Greetings(session);
        if (refusal == Refusal.TooManyRequests && session.Kind == SessionKind.WebSocket)
            exchange.End(session, PolicyCode, "too_many_requests");
        exchange.Watch(session);
        if (exchange.Faults.AwaitsEvents && method is not null)
            Raise(session, method, refusal);
    }

    private void Raise(Session session, Method method, Refusal? refusal)
    {
        exchange.Faults.Raise(method.Name, session);
        if (method.Name == "public/auth" && refusal is null)
            exchange.Faults.Raise("login", session);
    }

    private void Postpone(Session session, Method method, Deferral later, long receivedNs, RequestVerdict verdict)
    {
        (Accounts.Account account, byte[] id) = (_call.Account, _call.Request.Id.ToArray());
        later.WhenKnown(() => Resume(session, account, method, id, later.Write, receivedNs, verdict));
        exchange.Floor.Publish();
    }

    private Refusal? Admit(Session session, Method method, long nowNs)
    {
        if (method.IsControl)
        {
            Refusal? denied = ControlMethods.Admit(_call);
            session.IsControl |= denied is null;
            return denied;
        }

        if (Check(session, method, nowNs, out Grant? login) is Refusal refusal)
            return refusal;
        if (login is not null && method.IsPrivate)
            exchange.Logins.ActFor(session, login.Account);
        _call.Login = login;
        _call.Account = login?.Account!;
        _call.Credits = exchange.Options.Limits ? _purse.Of(session, login?.Account) : null;
        return _call.Credits?.TryPay(method.CreditsOf?.Invoke(_call) ?? method.Credits, nowNs) == false ? Refusal.TooManyRequests : null;
    }

    /// <summary>Whether a connection may call a method, and by which login.</summary>
    private Refusal? Check(Session session, Method method, long nowNs, out Grant? login)
    {
        login = session.Login;
        if (method.WebSocketOnly && session.Kind == SessionKind.Http)
            return Refusal.MustBeWebSocket;
        string? token = _call.Request.AccessToken ?? _call.Text("access_token"u8);
        if (token is not null && exchange.Tokens.Find(token, nowNs / 1_000_000, session.Address) is Grant grant)
            login = grant;
        else if (token is not null && method.IsPrivate)
            return Refusal.Unauthorized;
        if (method.IsPrivate && login is null)
            return session.HasBadCredentials ? Refusal.InvalidCredentials : Refusal.Unauthorized;
        if (login is not null && !method.Needs.IsGrantedBy(login.Scope))
            return Refusal.Forbidden;
        if (method.Trades && login!.Account.IsInLiquidation)
            return Refusal.AccountLocked;
        return null;
    }

    /// <summary>First messages of what has just been subscribed follow the reply.</summary>
    private static void Greetings(Session session)
    {
        foreach (Channel channel in session.NewChannels)
            channel.Greet(session);
        session.NewChannels.Clear();
    }

    /// <summary>Writes a refusal as the member <c>error</c>.</summary>
    internal static void Write(JsonText reply, Refusal refusal)
    {
        reply.BeginObject("error"u8);
        reply.Int("code"u8, refusal.Code);
        if (refusal.Note is not null)
            reply.Text("data"u8, refusal.Note);
        else if (refusal.Reason is not null)
        {
            reply.BeginObject("data"u8);
            reply.Text("reason"u8, refusal.Reason);
            if (refusal.Param is not null)
                reply.Text("param"u8, refusal.Param);
            reply.EndObject();
        }

        reply.Text("message"u8, refusal.Message);
        reply.EndObject();
    }

    private void Finish(JsonText reply, long receivedNs, long nowNs)
    {
        long usIn = (receivedNs + exchange.ClockStepNs) / 1000;
        long usOut = Math.Max((nowNs + exchange.ClockStepNs) / 1000, usIn);
        reply.Int("usIn"u8, usIn);
        reply.Int("usOut"u8, usOut);
        reply.Int("usDiff"u8, usOut - usIn);
        reply.Bool("testnet"u8, exchange.Options.IsTestnet);
        reply.EndObject();
    }
}

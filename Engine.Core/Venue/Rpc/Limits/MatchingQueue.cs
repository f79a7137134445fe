using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Rpc.Login;
using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Core.Venue.Rpc.Limits;

/// <summary>
/// Requests on their way to the matching engine, all equally long. Where there are limits an account has eight places for each settlement
/// currency, waits five seconds at most, and its own mass cancel fails what it overtakes.
/// </summary>
internal sealed class MatchingQueue(Exchange exchange)
{
    private const int Places = 8;
    private const long LongestNs = 5_000_000_000;

    private readonly Queue<WaitingRequest> _waiting = new();
    private readonly Dictionary<(long Owner, string Currency), int> _taken = [];

    /// <summary>When the matching engine gets to the next one, Unix nanoseconds.</summary>
    public long NextNs => _waiting.TryPeek(out WaitingRequest? next) ? next.DueNs : long.MaxValue;

    /// <summary>Lines a request up; says why not when there is no place. Without a login that admits it, it will be refused and overtakes nothing.</summary>
    public Refusal? TryAdd(Call call, Session session, Grant? login, Method method, ReadOnlySpan<byte> request, long receivedNs, long nowNs)
    {
        (long Owner, string Currency) queue = (login?.Account.Id ?? -session.Id, CurrencyOf(call));
        string? label = Text(call, "label"u8);
        if (exchange.Options.Limits)
        {
            if (_taken.GetValueOrDefault(queue) >= Places)
                return Refusal.QueueFull;
            if (login is not null && method.Name is "private/cancel_all" && IsSound(call))
                Overtake(queue.Owner, _ => true);
            else if (login is not null && label is not null && method.Name is "private/cancel_by_label" && IsSound(call))
                Overtake(queue.Owner, waiting => waiting.Label == label && (queue.Currency.Length == 0 || waiting.Queue.Currency == queue.Currency));
        }

        _taken[queue] = _taken.GetValueOrDefault(queue) + 1;
        _waiting.Enqueue(new WaitingRequest(nowNs, nowNs + exchange.Options.MatchingLatencyNs, receivedNs, session, request.ToArray())
        {
            Queue = queue,
            Label = label,
            IsEntry = !method.Name.StartsWith("private/cancel", StringComparison.Ordinal),
        });
        return null;
    }

    /// <summary>Takes the request that has waited longest.</summary>
    public WaitingRequest Take()
    {
        WaitingRequest next = _waiting.Dequeue();
        if (--_taken[next.Queue] == 0)
            _taken.Remove(next.Queue);
        if (exchange.Options.Limits && next.DueNs - next.AskedNs > LongestNs)
            next.Refusal ??= Refusal.LockTimeExceeded;
        return next;
    }

    /// <summary>Whether nothing is wrong with the parameters of a cancel.</summary>
    private static bool IsSound(Call call)
    {
        call.Flag("detailed"u8);
        call.Flag("freeze_quotes"u8);
        call.Currency(required: false);
        return !call.Failed;
    }

    private void Overtake(long owner, Func<WaitingRequest, bool> which)
    {
        foreach (WaitingRequest waiting in _waiting)
        {
            if (waiting.Queue.Owner == owner && waiting.IsEntry && which(waiting))
                waiting.Refusal = Refusal.CancelledByUser;
        }
    }

    /// <summary>The settlement currency that a request is about, as far as it tells.</summary>
    private string CurrencyOf(Call call)
    {
        if (Text(call, "instrument_name"u8) is string name)
            return exchange.FindListing(name)?.Contract.Terms.Settlement ?? "";
        if (Text(call, "order_id"u8) is string id)
            return id.IndexOf('-') is > 0 and int dash ? Known(id[..dash]) : "BTC";
        return Known(Text(call, "currency"u8)?.ToUpperInvariant());
    }

    /// <summary>A currency that something settles in; what a client makes up opens no queue of its own.</summary>
    private string Known(string? currency) =>
        Array.Exists(exchange.Listings, listing => listing.Contract.Terms.Settlement == currency) ? currency! : "";

    private static string? Text(Call call, ReadOnlySpan<byte> name) =>
        call.Parameters.Find(name, out ReadOnlySpan<byte> value) is Parameters.Form.Text or Parameters.Form.Number
            ? System.Text.Encoding.UTF8.GetString(value)
            : null;
}

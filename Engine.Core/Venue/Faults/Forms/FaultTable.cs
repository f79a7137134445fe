namespace Engine.Core.Venue.Faults.Forms;

/// <summary>Every kind of fault with its word, its parameters and what it does: the table that requests, scripts and help are made from.</summary>
public static class FaultTable
{
    /// <summary>All kinds, in the order of <see cref="FaultKind"/>.</summary>
    public static IReadOnlyList<FaultForm> All { get; } =
    [
        new(FaultKind.Delay, "delay", FaultTarget.Frames, "Matching frames are sent late, in their order; what is held when it ends is sent at once.")
            { Required = ["ms"], Own = ["jitter_ms"], Endless = true },
        new(FaultKind.Drop, "drop", FaultTarget.Frames, "Matching frames are not sent."),
        new(FaultKind.Duplicate, "duplicate", FaultTarget.Frames, "Matching frames are sent twice."),
        new(FaultKind.Reorder, "reorder", FaultTarget.Frames, "A matching frame is sent behind the next matching ones of its connection (by: 1), or after ms (1000) when none comes.")
            { Own = ["by", "ms"] },
        new(FaultKind.Torn, "torn", FaultTarget.Frames, "The bytes of matching frames leave in pieces, with a pause between them.")
            { Required = ["bytes"], Own = ["pause_ms"], Endless = true },
        new(FaultKind.Fragment, "fragment", FaultTarget.Frames, "Matching frames are sent as WebSocket fragments.") { Required = ["bytes"], Endless = true },
        new(FaultKind.Cut, "cut", FaultTarget.Frames, "Of a matching frame the first bytes are sent, then the connection ends: reset or fin.") { Required = ["bytes"], Own = ["end"] },
        new(FaultKind.Freeze, "freeze", FaultTarget.Frames, "Matching channels fall silent, the books behind them move on.") { Required = ["channel"], Endless = true },
        new(FaultKind.BookGap, "book_gap", FaultTarget.Frames, "A change of a book is not sent, so that the next does not follow the one before."),
        new(FaultKind.BookCrossed, "book_crossed", FaultTarget.Frames, "A change of a book brings a bid above the best ask, which never goes."),
        new(FaultKind.BookWrongId, "book_wrong_id", FaultTarget.Frames, "A change of a book names a previous change that never was."),
        new(FaultKind.LostFill, "lost_fill", FaultTarget.Fills, "A fill is booked, and the user.trades, user.changes and user.orders channels do not tell of it."),
        new(FaultKind.DuplicateFill, "duplicate_fill", FaultTarget.Fills, "A fill is booked once and told twice by user.trades, user.changes and user.orders."),
        new(FaultKind.Reject, "reject", FaultTarget.Requests, "Matching requests are not done and answered with the error code and its message, or with the reason as message.")
            { Required = ["code"], Own = ["reason"] },
        new(FaultKind.LostRequest, "lost_request", FaultTarget.Requests, "Matching requests are neither done nor answered."),
        new(FaultKind.LostReply, "lost_reply", FaultTarget.Requests, "Matching requests are done and not answered."),
        new(FaultKind.SlowRequest, "slow_request", FaultTarget.Requests, "Matching requests wait before they are done; later ones may overtake them.")
            { Required = ["ms"], Own = ["jitter_ms"], Endless = true },
        new(FaultKind.RateLimit, "rate_limit", FaultTarget.Requests, "A matching request is answered 10028 too_many_requests and its session ended."),
        new(FaultKind.ReplyOrder, "reply_order", FaultTarget.Requests, "The reply of an order request comes before its notifications (first: reply) or behind them (first: event).")
            { Required = ["first"], Endless = true },
        new(FaultKind.CodFailure, "cod_failure", FaultTarget.Sessions, "Connections that end leave their orders, whatever cancel-on-disconnect was promised.") { Lasts = true },
        new(FaultKind.ExpireToken, "expire_token", FaultTarget.Sessions, "The login and tokens of matching connections end: private requests are answered 13009 until the next login."),
        new(FaultKind.Disconnect, "disconnect", FaultTarget.Sessions, "Matching connections end: close (with a close frame), fin or reset (without).") { Own = ["how", "close_code", "reason"] },
        new(FaultKind.HalfOpen, "half_open", FaultTarget.Sessions, "Matching connections stay, and nothing is read or written on them; when it ends they are reset.") { Lasts = true },
        new(FaultKind.Stall, "stall", FaultTarget.Sessions, "Nothing is read from or sent to matching connections, new ones included; then everything that waited, in order.")
            { Required = ["for_ms"], Lasts = true },
        new(FaultKind.Garbage, "garbage", FaultTarget.Sessions, "Matching connections are sent a frame that makes no sense.") { Required = ["form"], Own = ["bytes"] },
        new(FaultKind.Maintenance, "maintenance", FaultTarget.Venue, "The platform is in maintenance: platform_state says so, books are halted, and all but session requests are answered 11051.") { Lasts = true },
        new(FaultKind.Lock, "lock", FaultTarget.Venue, "A price index (or every one) is locked: platform_state says so, its instruments take no orders.") { Own = ["index"], Lasts = true },
        new(FaultKind.TickSize, "tick_size", FaultTarget.Venue, "An instrument has another tick size, a multiple of the listed one: orders off the new grid are cancelled, the others keep their place.")
            { Required = ["instrument", "tick_size"], Lasts = true },
        new(FaultKind.InstrumentState, "instrument_state", FaultTarget.Venue, "An instrument is in another state; at the end it is in the one it would be in without.") { Required = ["instrument", "state"], Lasts = true },
        new(FaultKind.ClockStep, "clock_step", FaultTarget.Venue, "The venue's timestamps are off by a step.") { Required = ["step_ms"], Lasts = true },
        new(FaultKind.Deposit, "deposit", FaultTarget.Venue, "Money comes to an account, or leaves it when the amount is negative.") { Required = ["key", "currency", "amount"] },
        new(FaultKind.Liquidate, "liquidate", FaultTarget.Venue, "The orders of an account are cancelled and its positions closed at the market.") { Required = ["key"], Own = ["instrument"] },
        new(FaultKind.PriceJump, "price_jump", FaultTarget.Venue, "The worth of an index's coin (or every coin's) jumps.") { Required = ["percent"], Own = ["index"] },
        new(FaultKind.Restart, "restart", FaultTarget.Venue, "The venue goes down: every connection is reset, tokens are gone, open orders are kept or lost; after ms (0) it takes connections again.")
            { Own = ["orders", "ms"] },
        new(FaultKind.StateLoss, "state_loss", FaultTarget.Venue, "The matching engine restarts behind connections that stay: open orders are gone and nobody is told, or all trades are forgotten and numbered anew, or both.")
            { Own = ["lost"] },
    ];

    /// <summary>The row of a kind.</summary>
    public static FaultForm Of(FaultKind kind) => All[(int)kind];

    /// <summary>The row of a word; null when there is none.</summary>
    public static FaultForm? Find(string word) => All.FirstOrDefault(form => form.Word == word);
}

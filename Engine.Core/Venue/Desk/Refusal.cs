namespace Engine.Core.Venue.Desk;

/// <summary>Why a request was not done, in the venue's codes and words; becomes the error object of the reply.</summary>
/// <param name="Code">Error code.</param>
/// <param name="Message">Error message.</param>
/// <param name="Reason">For -32602 and 13009: what is wrong.</param>
/// <param name="Param">For -32602: with which parameter.</param>
/// <param name="Note">For 11050: the bare text that stands as data.</param>
internal sealed record Refusal(int Code, string Message, string? Reason = null, string? Param = null, string? Note = null)
{
    public static Refusal InvalidJson { get; } = new(11050, "bad_request", Note: "invalid json");

    public static Refusal InvalidRequest { get; } = new(11050, "bad_request", Note: "invalid request");

    public static Refusal TooLarge { get; } = new(-32600, "request entity too large");

    public static Refusal MethodNotFound { get; } = new(-32601, "Method not found");

    public static Refusal Unauthorized { get; } = new(13009, "unauthorized", Reason: "invalid_token");

    public static Refusal Forbidden { get; } = new(13021, "forbidden");

    public static Refusal InvalidCredentials { get; } = new(13004, "invalid_credentials");

    public static Refusal RawNeedsAuthorization { get; } = new(13778, "raw_subscriptions_not_available_for_unauthorized");

    public static Refusal MustBeWebSocket { get; } = new(10030, "must_be_websocket_request");

    public static Refusal TooManyRequests { get; } = new(10028, "too_many_requests");

    public static Refusal InternalError { get; } = new(11094, "internal_server_error");

    public static Refusal MmpTriggered { get; } = new(13030, "mmp_trigger");

    public static Refusal MmpRequired { get; } = new(13040, "mmp_required");

    public static Refusal CancelOnDisconnectRequired { get; } = new(13042, "cod_not_enabled");

    public static Refusal QuotesFrozen { get; } = new(13043, "quotes_frozen");

    public static Refusal TooManyQuotes { get; } = new(13903, "too_many_quotes");

    public static Refusal OrderOverlap { get; } = new(10003, "order_overlap");

    public static Refusal OrderNotFound { get; } = new(10004, "order_not_found");

    public static Refusal NotOwner { get; } = new(10029, "not_owner_of_order");

    public static Refusal BookClosed { get; } = new(10012, "book_closed");

    public static Refusal SettlementInProgress { get; } = new(10041, "settlement_in_progress");

    public static Refusal AccountLocked { get; } = new(11098, "account_locked");

    public static Refusal NotEnoughFunds { get; } = new(10009, "not_enough_funds");

    public static Refusal AlreadyClosed { get; } = new(10010, "already_closed");

    public static Refusal AlreadyFilled { get; } = new(11008, "already_filled");

    public static Refusal NotOpenOrder { get; } = new(11044, "not_open_order");

    public static Refusal PostOnlyReject { get; } = new(11054, "post_only_reject");

    public static Refusal PostOnlyNotAllowed { get; } = new(11055, "post_only_not_allowed");

    public static Refusal PostOnlyNoRoom { get; } = new(11021, "post_only_price_modification_not_possible");

    public static Refusal ReduceOnly { get; } = new(11030, "other_reject reduce_only");

    /// <summary>Another try in a moment will tell.</summary>
    public static Refusal Retry { get; } = new(10040, "retry");

    public static Refusal QueueFull { get; } = new(10047, "matching_engine_queue_full");

    public static Refusal LockTimeExceeded { get; } = new(10050, "lock_time_exceeded");

    public static Refusal InvalidTriggerPrice { get; } = new(11036, "invalid_trigger_price");

    public static Refusal CancelledByUser { get; } = new(13666, "request_cancelled_by_user");

    public static Refusal NonUniqueLabel { get; } = new(13032, "non_unique_order_label");

    public static Refusal TimedOut { get; } = new(13888, "timed_out");

    public static Refusal MethodSwitchedOff { get; } = new(13025, "method_switched_off_by_admin");

    public static Refusal InvalidParam(string param, string reason) => new(-32602, "Invalid params", reason, param);

    public static Refusal Missing(string param) => InvalidParam(param, "value required");
}

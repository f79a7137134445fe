namespace Engine.Core.Wire.Deribit;

/// <summary>The venue's error codes that the engine acts on.</summary>
public static class DeribitErrors
{
    /// <summary>Nothing known under this id or label.</summary>
    public const int OrderNotFound = 10004;

    /// <summary>Not enough margin.</summary>
    public const int NotEnoughFunds = 10009;

    /// <summary>The order is done.</summary>
    public const int AlreadyClosed = 10010;

    /// <summary>Rate credits are gone; the venue ends the session.</summary>
    public const int TooManyRequests = 10028;

    /// <summary>Not logged in.</summary>
    public const int AuthorizationRequired = 10000;

    /// <summary>The platform is in maintenance.</summary>
    public const int SystemMaintenance = 11051;

    /// <summary>Daily settlement is under way.</summary>
    public const int SettlementInProgress = 10041;

    /// <summary>The order is wholly filled.</summary>
    public const int AlreadyFilled = 11008;

    /// <summary>The order is done.</summary>
    public const int NotOpenOrder = 11044;

    /// <summary>A post-only order would have crossed.</summary>
    public const int PostOnlyReject = 11054;

    /// <summary>Wrong key or secret.</summary>
    public const int InvalidCredentials = 13004;

    /// <summary>Not logged in, or the token has expired.</summary>
    public const int Unauthorized = 13009;

    /// <summary>Raw channels need a login.</summary>
    public const int RawNeedsLogin = 13778;

    /// <summary>A parameter is missing or wrong.</summary>
    public const int InvalidParams = -32602;

    /// <summary>No code of the venue: a request that never left, told by the thread that owns the connection.</summary>
    public const int NotSent = 1;

    /// <summary>
    /// Whether an answer leaves open what became of the request: general errors, a lock or a deadline that ran out, a fault inside
    /// the venue, and every code that is not known to mean that nothing was done. The order is looked up before anything is sent again.
    /// </summary>
    public static bool LeavesDoubt(int code) => !IsRefusal(code);

    /// <summary>Whether a code is known to mean that the request was not carried out; 10001, 10050, 11030, 11031, 11094, 13008, 13032, 13777 and 13888 are not among them.</summary>
    private static bool IsRefusal(int code) => code is NotSent
        or AuthorizationRequired or (>= 10002 and <= 10007) or (>= NotEnoughFunds and <= 10023) or 10025 or 10026 or TooManyRequests or 10029 or 10030
        or 10034 or 10035 or 10037 or 10038 or 10040 or SettlementInProgress or 10043 or 10047 or 10048 or 10049 or 10066
        or AlreadyFilled or 11021 or 11029 or 11035 or 11036 or (>= 11041 and <= NotOpenOrder) or 11049 or 11050 or SystemMaintenance
        or PostOnlyReject or 11055 or 11056 or 11098
        or InvalidCredentials or Unauthorized or 13010 or (>= 13019 and <= 13021) or 13025 or 13028 or 13030 or 13040 or 13042 or 13043
        or 13503 or 13666 or RawNeedsLogin or 13902 or 13903 or 14020 or 14033 or 14034
        or (-32700) or (-32602) or (-32601) or (-32600) or (-32000);

    /// <summary>Whether the venue could not answer now and may do so later: the same question is asked again.</summary>
    public static bool IsPassing(int code) =>
        code is TooManyRequests or SettlementInProgress or SystemMaintenance or 10040 or 10047 or 10066 or 13025 or 13028 or 13503;

    /// <summary>Whether the answer to an order says that the venue takes none now, from nobody.</summary>
    public static bool MeansHold(int code) => code is SystemMaintenance or SettlementInProgress;

    /// <summary>Whether the login is not, or no longer, good.</summary>
    public static bool MeansLogin(int code) => code is AuthorizationRequired or Unauthorized;

    /// <summary>Whether the answer to an order doubts its price, amount or instrument: the specification may have changed.</summary>
    public static bool DoubtsSpecification(int code) => code is InvalidParams or 10002 or 10011 or 10012 or 10020 or 10021 or 10022 or 10023 or 10026 or 10043 or 13019 or 13020;

    /// <summary>Whether an answer to an edit or a cancel says that the order is no longer there.</summary>
    public static bool MeansGone(int code) => code is OrderNotFound or AlreadyClosed or AlreadyFilled or NotOpenOrder;
}

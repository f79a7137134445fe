namespace Engine.Core.Venue.Rpc.Limits;

/// <summary>Which bucket of credits a method draws on.</summary>
internal enum CreditClass : byte
{
    /// <summary>500 of 50 000, 10 000 a second: 20 a second, burst 100.</summary>
    Default,

    /// <summary>3 000 of 30 000: 3.3 a second, burst 10.</summary>
    Subscribe,

    /// <summary>10 000 of 500 000: one a second, burst 50.</summary>
    Instruments,

    /// <summary>10 000 of 80 000: one a second, burst 8.</summary>
    TransactionLog,

    /// <summary>Orders: by the account's tier.</summary>
    Matching,

    /// <summary>Cancelling everything, and quotes: 5 a second, burst 20.</summary>
    CancelAll,

    /// <summary>Mass quotes, which pay by their number of quotes when it is known.</summary>
    MassQuote,
}

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

    /// <summary>Orders: 5 a second, burst 20.</summary>
    Matching,

    /// <summary>Cancelling everything: 5 a second, burst 20.</summary>
    CancelAll,
}

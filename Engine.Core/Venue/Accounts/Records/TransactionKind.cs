namespace Engine.Core.Venue.Accounts.Records;

/// <summary>Why a wallet's cash changed.</summary>
internal enum TransactionKind : byte
{
    /// <summary>Money came in from outside.</summary>
    Deposit,

    /// <summary>An own order traded.</summary>
    Trade,

    /// <summary>The day's profit became cash.</summary>
    Settlement,

    /// <summary>The insurance paid what a bankrupt account owed.</summary>
    Correction,
}

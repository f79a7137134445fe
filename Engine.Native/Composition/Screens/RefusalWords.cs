using Engine.Core.Wire.Deribit;

namespace Engine.Native.Composition.Screens;

/// <summary>What is said of orders that the venue refuses: by its code, and what an operator can do about it.</summary>
internal static class RefusalWords
{
    /// <summary>A sentence; null for refusals that pass by themselves, are part of quoting, or are told of as a hold.</summary>
    public static string? Of(int code) => IsRoutine(code) ? null : $"the venue refuses orders ({code}{Name(code)}): {Advice(code)}";

    private static bool IsRoutine(int code) => DeribitErrors.IsPassing(code) || DeribitErrors.MeansHold(code) || DeribitErrors.MeansGone(code) || DeribitErrors.MeansLogin(code)
        || code is DeribitErrors.PostOnlyReject or DeribitErrors.NotSent or 13030; // the last is told of as protection that has fired

    private static string Name(int code) => code switch
    {
        DeribitErrors.NotEnoughFunds => " not_enough_funds",
        10012 => " book_closed",
        10019 => " locked_by_admin",
        11098 => " account_locked",
        13021 => " forbidden",
        DeribitErrors.InvalidParams => " invalid params",
        _ => "",
    };

    private static string Advice(int code) => code switch
    {
        DeribitErrors.NotEnoughFunds => "the margin is too small for them: pay in, or lower size and inventory in the configuration",
        10019 or 11098 => "the account is locked: ask the venue",
        10012 => "the book is closed: the instrument is asked about until it is open",
        13021 => "the API key may not trade: give it trade:read_write at the venue",
        _ when DeribitErrors.DoubtsSpecification(code) => "price, amount or instrument does not fit: the instrument is asked about again",
        _ => "see the venue's list of errors, and the orders in the database",
    };
}

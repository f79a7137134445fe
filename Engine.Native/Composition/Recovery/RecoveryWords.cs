using Engine.Core.Journal.Intents;

namespace Engine.Native.Composition.Recovery;

/// <summary>What a start says of orders that earlier sessions may have left.</summary>
internal static class RecoveryWords
{
    /// <summary>Of the intent log of the last session.</summary>
    /// <param name="scan">The log, with orders that may be open.</param>
    /// <param name="exitCode">What the session ended with; none where it never came to its end.</param>
    /// <param name="path">The log's file.</param>
    /// <param name="own">This session's side.</param>
    public static string Of(IntentScan scan, int? exitCode, string path, IntentOrigin own)
    {
        IntentOrigin origin = scan.Origin;
        string end = exitCode is { } code ? $"ended with exit code {code}, its orders unconfirmed," : "was killed";
        if (origin.Account.StartsWith(AccountName.OwnVenue, StringComparison.Ordinal))
            return $"session {origin.SessionId:x6} {end.TrimEnd(',')}; the venue was its own and is gone with it, so nothing of it is open";
        string session = $"session {origin.SessionId:x6} {end} and may have left {scan.Left.Count} order(s) open";
        if (origin.Account != own.Account)
            return $"{path}: {session} {Elsewhere(origin.Environment, origin.Url, own)}: its log is not used here. {WhatToDo}";
        return origin.Database != own.Database
            ? $"{path}: {session}; it wrote to another database, so its fills are fetched from the venue"
            : $"{session}: each is looked up before anything is quoted";
    }

    /// <summary>Of orders of another account that an earlier start had found.</summary>
    public static string OfOthers(long orders, string environment, string url, string database, IntentOrigin own) =>
        $"{orders} order(s) may still be open {Elsewhere(environment, url, own)}, and are not looked up here (`engine journal --left {database}` lists them). {WhatToDo}";

    private const string WhatToDo = "Start a session with that address and key, which looks them up, or look at the venue";

    // The key itself is no one's to read; which of the two differs is.
    private static string Elsewhere(string environment, string url, IntentOrigin own) => environment == own.Environment && url == own.Url
        ? $"on another account: at the same address ({environment}, {url}), but under another API key than this session's"
        : $"on another account: at {environment}, {url}, while this session trades at {own.Environment}, {own.Url}";
}

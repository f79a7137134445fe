using System.Security.Cryptography;
using System.Text;

namespace Engine.Native.Composition.Recovery;

/// <summary>
/// The account of a session, as far as it can be told before the venue is asked: the environment, and a fingerprint of address and API
/// key. What belongs to another name is never taken for this session's; the same account under another key or address only costs that
/// its fills are fetched from the beginning once more.
/// </summary>
internal static class AccountName
{
    /// <summary>What the names begin with whose venue is made for one session and dies with it.</summary>
    public const string OwnVenue = "session:";

    public static string Of(TradeSetup setup, long startedNs)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{setup.Environment}\n{setup.Address}\n"));
        hash.AppendData(setup.Keys.ClientId);
        if (setup.OwnsVenue)
            hash.AppendData(BitConverter.GetBytes(startedNs));
        return $"{(setup.OwnsVenue ? OwnVenue : setup.Environment + ":")}{Convert.ToHexStringLower(hash.GetHashAndReset()[..8])}";
    }
}

using System.Globalization;
using System.Net.WebSockets;

namespace Engine.Native.VenueServer.Sockets;

/// <summary>
/// The <c>permessage-deflate</c> extension (RFC 7692) as a client offers it and the server takes it: what the venue answers to the
/// usual offer is <c>permessage-deflate; client_max_window_bits=15</c>.
/// </summary>
/// <param name="ServerBits">Window that the server may use.</param>
/// <param name="ClientBits">Window that the client is held to; null where its offer does not allow to say so.</param>
/// <param name="ServerTakeover">Whether the server keeps its context between messages.</param>
/// <param name="ClientTakeover">Whether the client does.</param>
internal sealed record DeflateOffer(int ServerBits, int? ClientBits, bool ServerTakeover, bool ClientTakeover)
{
    private const int MostBits = 15;

    // zlib has no raw window of 8 bits; an offer that insists on it is passed over.
    private const int LeastBits = 9;

    /// <summary>The first offer of the header that can be kept; null when there is none.</summary>
    public static DeflateOffer? Choose(IEnumerable<string?> header) =>
        header.SelectMany(line => (line ?? "").Split(',')).Select(Read).FirstOrDefault(offer => offer is not null);

    /// <summary>The words of the answer.</summary>
    public string Answer() => string.Join("; ", Words());

    /// <summary>The same for the platform's WebSocket.</summary>
    public WebSocketDeflateOptions Options() => new()
    {
        ServerMaxWindowBits = ServerBits,
        ClientMaxWindowBits = ClientBits ?? MostBits,
        ServerContextTakeover = ServerTakeover,
        ClientContextTakeover = ClientTakeover,
    };

    private IEnumerable<string> Words()
    {
        yield return "permessage-deflate";
        if (!ServerTakeover)
            yield return "server_no_context_takeover";
        if (!ClientTakeover)
            yield return "client_no_context_takeover";
        if (ServerBits < MostBits)
            yield return string.Create(CultureInfo.InvariantCulture, $"server_max_window_bits={ServerBits}");
        if (ClientBits is int bits)
            yield return string.Create(CultureInfo.InvariantCulture, $"client_max_window_bits={bits}");
    }

    /// <summary>An unknown, repeated or senseless parameter spoils an offer, as the RFC wants it.</summary>
    private static DeflateOffer? Read(string text)
    {
        string[] parts = text.Split(';', StringSplitOptions.TrimEntries);
        if (parts[0] != "permessage-deflate")
            return null;
        var offer = new DeflateOffer(MostBits, null, true, true);
        var seen = new HashSet<string>();
        foreach (string part in parts.AsSpan(1))
        {
            string[] pair = part.Split('=', 2, StringSplitOptions.TrimEntries);
            string? value = pair.Length == 2 ? pair[1].Trim('"') : null;
            if (!seen.Add(pair[0]) || Take(offer, pair[0], value) is not { } taken)
                return null;
            offer = taken;
        }

        return offer;
    }

    private static DeflateOffer? Take(DeflateOffer offer, string name, string? value)
    {
        bool hasBits = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int bits) && bits is >= LeastBits and <= MostBits;
        return name switch
        {
            "server_no_context_takeover" when value is null => offer with { ServerTakeover = false },
            "client_no_context_takeover" when value is null => offer with { ClientTakeover = false },
            "server_max_window_bits" when hasBits => offer with { ServerBits = bits },
            "client_max_window_bits" when value is null => offer with { ClientBits = MostBits },
            "client_max_window_bits" when hasBits => offer with { ClientBits = bits },
            "client_max_window_bits" when bits == LeastBits - 1 => offer, // the client holds itself to it; the server cannot
            _ => null,
        };
    }
}

using System.Text;
using Engine.Core.Venue.Desk;

namespace Engine.Core.Venue.Rpc.Methods;

/// <summary>Trade ids as parameters.</summary>
internal static class TradeIds
{
    /// <summary>The number of a trade id, without its currency; null when absent.</summary>
    public static long? Read(Call call, ReadOnlySpan<byte> name)
    {
        string? id = call.Text(name);
        if (id is null)
            return null;
        if (long.TryParse(id.AsSpan(id.LastIndexOf('-') + 1), out long number))
            return number;
        call.Refuse(Refusal.InvalidParam(Encoding.ASCII.GetString(name), "wrong format"));
        return null;
    }
}

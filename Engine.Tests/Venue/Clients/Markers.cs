using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Engine.Tests.Venue.Clients;

/// <summary>
/// The parts of a request that depend on the moment: <c>{now}</c> and <c>{hour ago}</c> in milliseconds, <c>{signature}</c> of
/// <c>{now}</c> and the nonce abc, <c>{far buy}</c> and <c>{far sell}</c> one percent off the touch, <c>{order}</c> of the last
/// answered order and <c>{token}</c> and <c>{refresh}</c> of the last login.
/// </summary>
internal sealed class Markers
{
    public const string Secret = "secret";

    private string _order = "";
    private string _token = "";
    private string _refresh = "";

    public decimal Bid { get; set; }

    public decimal Ask { get; set; }

    public long NowMs { get; set; }

    public static string Sign(string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(text)));

    public string Fill(string request) => new StringBuilder(request)
        .Replace("{signature}", Sign($"{NowMs}\nabc\n"))
        .Replace("{now}", NowMs.ToString(CultureInfo.InvariantCulture))
        .Replace("{hour ago}", (NowMs - 3_600_000).ToString(CultureInfo.InvariantCulture))
        .Replace("{far buy}", Text(Math.Floor(Bid * 0.99m * 2) / 2))
        .Replace("{far sell}", Text(Math.Ceiling(Ask * 1.01m * 2) / 2))
        .Replace("{order}", _order)
        .Replace("{token}", _token)
        .Replace("{refresh}", _refresh)
        .ToString();

    /// <summary>Remembers what later requests name.</summary>
    public void Learn(JsonElement result)
    {
        if (result.ValueKind != JsonValueKind.Object)
            return;
        if (result.TryGetProperty("order", out JsonElement order))
            _order = order.GetProperty("order_id").GetString()!;
        if (result.TryGetProperty("access_token", out JsonElement token))
            (_token, _refresh) = (token.GetString()!, result.GetProperty("refresh_token").GetString()!);
    }

    private static string Text(decimal price) => price.ToString("0.0###", CultureInfo.InvariantCulture);
}

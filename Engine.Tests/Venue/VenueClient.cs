using System.Globalization;
using System.Text;
using System.Text.Json;
using Engine.Core.Venue.Rpc.Sessions;
using Xunit;

namespace Engine.Tests.Venue;

/// <summary>A client of an exchange in the same thread and in virtual time.</summary>
internal sealed class VenueClient
{
    private const long SpeedBumpNs = 10_000_000;

    private readonly VenueWorld _world;
    private int _id;

    public VenueClient(VenueWorld world, SessionKind kind = SessionKind.WebSocket, string? address = null)
    {
        _world = world;
        Session = world.Exchange.Open(kind, world.NowNs, address);
        world.Clients.Add(this);
    }

    public Session Session { get; }

    /// <summary>Everything received and not taken yet, in order.</summary>
    public List<string> Frames { get; } = [];

    /// <summary>How the bytes of the newest frame leave; null for the usual way.</summary>
    public FrameForm? LastForm { get; set; }

    public static string At(JsonElement element, string path)
    {
        foreach (string name in path.Split('.'))
            element = int.TryParse(name, CultureInfo.InvariantCulture, out int index) ? element[index] : element.GetProperty(name);
        return element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();
    }

    public void Raw(string text)
    {
        _world.Exchange.Receive(Session, Encoding.UTF8.GetBytes(text), _world.NowNs, _world.NowNs);
        _world.Deliver();
    }

    /// <summary>Sends a request and gives its reply; notifications stay in <see cref="Frames"/>.</summary>
    public JsonElement Ask(string method, object? parameters = null)
    {
        string id = Send(method, parameters);
        int at = FindReply(id);
        if (at < 0) // held by the speed bump
            _world.Wait(SpeedBumpNs);
        if (at < 0)
            at = FindReply(id);
        Assert.True(at >= 0, $"no reply to {method}");
        string reply = Frames[at];
        Frames.RemoveAt(at);
        return JsonDocument.Parse(reply).RootElement;
    }

    /// <summary>Sends a request whose reply may come later; gives its id.</summary>
    public string Send(string method, object? parameters = null)
    {
        string id = (++_id).ToString(CultureInfo.InvariantCulture);
        Raw($$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{JsonSerializer.Serialize(parameters ?? new { })}}}""");
        return id;
    }

    /// <summary>The reply to a request by its id; null while there is none.</summary>
    public JsonElement? TakeReply(string id)
    {
        int at = FindReply(id);
        if (at < 0)
            return null;
        string reply = Frames[at];
        Frames.RemoveAt(at);
        return JsonDocument.Parse(reply).RootElement;
    }

    /// <summary>The result of a request that must succeed.</summary>
    public JsonElement Result(string method, object? parameters = null)
    {
        JsonElement reply = Ask(method, parameters);
        Assert.True(reply.TryGetProperty("result", out JsonElement result), $"{method}: {reply.GetRawText()}");
        return result;
    }

    /// <summary>The error of a request that must fail, without the rest of the reply.</summary>
    public string Error(string method, object? parameters = null)
    {
        JsonElement reply = Ask(method, parameters);
        Assert.True(reply.TryGetProperty("error", out JsonElement error), $"{method}: {reply.GetRawText()}");
        return error.GetRawText();
    }

    public VenueClient Login(string key)
    {
        Result("public/auth", new { grant_type = "client_credentials", client_id = key, client_secret = "secret" });
        return this;
    }

    /// <summary>Takes the notifications of a channel out of the received frames: the data of each.</summary>
    public List<JsonElement> Take(string channel)
    {
        List<JsonElement> taken = [];
        for (int i = 0; i < Frames.Count; i++)
        {
            JsonElement root = JsonDocument.Parse(Frames[i]).RootElement;
            if (!root.TryGetProperty("params", out JsonElement parameters) || !parameters.TryGetProperty("channel", out JsonElement name)
                || name.GetString() != channel)
                continue;
            taken.Add(parameters.GetProperty("data"));
            Frames.RemoveAt(i--);
        }

        return taken;
    }

    private int FindReply(string id) =>
        Frames.FindIndex(frame => frame.StartsWith($$"""{"jsonrpc":"2.0","id":{{id}},""", StringComparison.Ordinal));
}

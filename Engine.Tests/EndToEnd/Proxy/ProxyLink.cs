using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Engine.Core.Wire.WebSocket;
using Engine.Tests.Wire.WebSocket;

namespace Engine.Tests.EndToEnd.Proxy;

/// <summary>
/// One connection through the proxy. A rule sees each text message of the venue and says what the engine gets instead; it runs on the
/// link's own thread, so a rule that waits holds back everything behind it.
/// </summary>
internal sealed class ProxyLink
{
    private readonly Socket _engineSocket;
    private readonly WireStream _engine;
    private readonly WireStream _venue;
    private readonly Lock _gate = new();
    private readonly List<string> _requests = [];
    private readonly Dictionary<long, string> _methods = [];

    public ProxyLink(int number, Socket engine, Socket venue)
    {
        Number = number;
        _engineSocket = engine;
        _engine = new WireStream(engine);
        _venue = new WireStream(venue);
    }

    /// <summary>1 for the first connection.</summary>
    public int Number { get; }

    /// <summary>What the engine gets for a message; null for nothing.</summary>
    public Func<ServerMessage, string?> Rule { get; set; } = message => message.Text;

    /// <summary>What the venue gets for a request of the engine.</summary>
    public Func<string, string> RequestRule { get; set; } = text => text;

    /// <summary>What the engine gets for the answer to its upgrade.</summary>
    public Func<string, string> AnswerRule { get; set; } = head => head;

    /// <summary>Whether the venue does not notice when the engine goes away, as with a route that fails in silence.</summary>
    public bool KeepsVenue { get; set; }

    public bool HasEnded { get; private set; }

    /// <summary>Methods that the engine called, in order.</summary>
    public List<string> Methods
    {
        get
        {
            lock (_gate)
                return [.. _requests];
        }
    }

    public bool Asked(string method) => Methods.Contains(method);

    public int Count(string method) => Methods.Count(asked => asked == method);

    public bool HasQuoted => Methods.Exists(IsQuote);

    public static bool IsQuote(string method) => method is "private/buy" or "private/sell" or "private/edit";

    public void Begin()
    {
        new Thread(Up) { Name = "proxy up", IsBackground = true }.Start();
    }

    /// <summary>Sends bytes to the engine as they are.</summary>
    public void Inject(byte[] bytes) => _engine.TryWrite(bytes);

    public void Inject(string text) => Inject(ServerFrame.Text(text));

    /// <summary>Sends the engine half of a frame and hangs up.</summary>
    public void CutWithin(string text)
    {
        byte[] frame = ServerFrame.Text(text);
        Inject(frame[..(frame.Length / 2)]);
        End();
    }

    /// <summary>Ends the engine's side with a reset, as a crashed machine or a firewall does.</summary>
    public void Reset()
    {
        _engineSocket.LingerState = new LingerOption(true, 0);
        End();
    }

    public void End(bool withVenue = true)
    {
        HasEnded = true;
        _engine.Close();
        if (withVenue)
            _venue.Close();
    }

    private void Up()
    {
        if (_engine.ReadHead() is { } head && _venue.TryWrite(Encoding.ASCII.GetBytes(head)))
        {
            new Thread(Down) { Name = "proxy down", IsBackground = true }.Start();
            while (_engine.ReadFrame() is { } frame && _venue.TryWrite(frame.Opcode == (int)Opcode.Text ? Note(frame.Payload) : frame.Frame))
                continue;
        }

        End(withVenue: !KeepsVenue);
    }

    private byte[] Note(byte[] payload)
    {
        string text = RequestRule(Encoding.UTF8.GetString(payload));
        using JsonDocument document = JsonDocument.Parse(text);
        string method = document.RootElement.GetProperty("method").GetString()!;
        lock (_gate)
        {
            _requests.Add(method);
            _methods[document.RootElement.GetProperty("id").GetInt64()] = method;
        }

        // A mask of zeros leaves the bytes as they are.
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return [.. ServerFrame.Header((int)Opcode.Text, bytes.Length, masked: true), .. bytes];
    }

    private void Down()
    {
        if (_venue.ReadHead() is { } head && _engine.TryWrite(Encoding.ASCII.GetBytes(AnswerRule(head))))
        {
            while (_venue.ReadFrame() is { } frame)
            {
                if (frame.Opcode != (int)Opcode.Text)
                    _engine.TryWrite(frame.Frame);
                else if (Rule(ServerMessage.Of(Encoding.UTF8.GetString(frame.Payload), MethodOf)) is { } text)
                    _engine.TryWrite(ServerFrame.Text(text));
            }
        }

        End();
    }

    private string MethodOf(long id)
    {
        lock (_gate)
            return _methods.GetValueOrDefault(id, "");
    }
}

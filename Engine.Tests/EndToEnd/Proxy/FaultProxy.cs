using System.Net;
using System.Net.Sockets;

namespace Engine.Tests.EndToEnd.Proxy;

/// <summary>A road between engine and venue on which a test can make things go wrong.</summary>
internal sealed class FaultProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _venue;
    private readonly Action<ProxyLink> _prepare;
    private readonly Lock _gate = new();
    private readonly List<ProxyLink> _links = [];

    /// <summary>A proxy in front of a venue; each connection is prepared before its first byte passes.</summary>
    public FaultProxy(Uri venue, Action<ProxyLink>? prepare = null)
    {
        _venue = venue;
        _prepare = prepare ?? (_ => { });
        _listener.Start();
        Address = new UriBuilder(venue) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        new Thread(Accept) { Name = "proxy", IsBackground = true }.Start();
    }

    public Uri Address { get; }

    /// <summary>Whether new connections are hung up on at once.</summary>
    public bool Refuses { get; set; }

    /// <summary>Connections so far, refused ones not counted.</summary>
    public List<ProxyLink> Links
    {
        get
        {
            lock (_gate)
                return [.. _links];
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        foreach (ProxyLink link in Links)
            link.End();
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                Socket engine = _listener.AcceptSocket();
                if (Refuses)
                    engine.Dispose();
                else
                    Open(engine);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private void Open(Socket engine)
    {
        Socket venue = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        engine.NoDelay = true;
        venue.Connect(IPAddress.Loopback, _venue.Port);
        ProxyLink link = new(Links.Count + 1, engine, venue);
        _prepare(link);
        lock (_gate)
            _links.Add(link);
        link.Begin();
    }
}

using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Engine.Native.VenueServer;

/// <summary>The exchange on the network: Kestrel in front, one thread behind.</summary>
internal sealed class Server : IAsyncDisposable
{
    // A query as long as the longest request, percent-encoded in part.
    private const int MaxRequestLine = 64 * 1024;

    private readonly WebApplication _app;
    private readonly ExchangeLoop _loop;
    private readonly CancellationTokenSource _stopping = new();
    private readonly bool _isSecure;

    private Server(WebApplication app, ExchangeLoop loop, bool isSecure)
    {
        _app = app;
        _loop = loop;
        _isSecure = isSecure;
    }

    /// <summary>What it has done; exact once it has been disposed of.</summary>
    public ServerTally Tally => _loop.Tally;

    /// <summary>Why the exchange stopped by itself; null when it did not.</summary>
    public Exception? Failure => _loop.Failure;

    /// <summary>Whether it stopped because the recording it replayed has ended.</summary>
    public bool HasMarketEnded => _loop.HasMarketEnded;

    /// <summary>Clients closed because they did not read.</summary>
    public int SlowReadersClosed => _loop.SlowReadersClosed;

    /// <summary>Where clients connect.</summary>
    public Uri Address
    {
        get
        {
            string bound = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            var http = new Uri(bound);
            return new UriBuilder(_isSecure ? "wss" : "ws", http.Host, http.Port, "/ws/api/v2").Uri;
        }
    }

    /// <summary>Starts listening; throws <see cref="IOException"/> when the port cannot be had.</summary>
    public static async Task<Server> Start(ServerOptions options, CancellationToken cancellation = default)
    {
        var loop = new ExchangeLoop(options.Exchange, options.MaxPendingBytes);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        if (options.Certificate is not null)
            builder.WebHost.UseKestrelHttpsConfiguration();
        // Replies leave on the exchange's own thread and requests arrive without a hop: latency is what clients measure.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, options));
        WebApplication app = builder.Build();
        var server = new Server(app, loop, options.Certificate is not null);
        var endpoints = new Endpoints(loop, options.EchoPath, server._stopping.Token);
        app.Run(endpoints.Handle);
        app.Lifetime.ApplicationStopping.Register(server._stopping.Cancel);
        loop.Failed += app.Lifetime.StopApplication;
        try
        {
            await app.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        loop.Start();
        return server;
    }

    /// <summary>Ends when a signal, <see cref="Stop"/> or a failure of the exchange has asked for the end.</summary>
    public async Task Ended()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration stopping = _app.Lifetime.ApplicationStopping.Register(() => ended.TrySetResult());
        await ended.Task.ConfigureAwait(false);
    }

    /// <summary>Asks it to end.</summary>
    public void Stop() => _app.Lifetime.StopApplication();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2)))
            await _app.StopAsync(patience.Token).ConfigureAwait(false);
        _loop.Dispose();
        await _app.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private static void Configure(KestrelServerOptions kestrel, ServerOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = null; // the exchange says itself that a request is too large
        kestrel.Limits.MaxRequestLineSize = MaxRequestLine;
        var gate = new ConnectionGate(options.MaxConnectionsPerAddress);
        kestrel.Listen(new IPEndPoint(options.Address, options.Port), listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(gate.Guard);
            if (options.Certificate is not null)
                listen.UseHttps(options.Certificate);
        });
    }
}

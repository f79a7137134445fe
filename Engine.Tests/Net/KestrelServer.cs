using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Engine.Tests.Net;

/// <summary>Kestrel with System.Net.WebSockets, plain or TLS, that runs what a test wants on each connection.</summary>
internal sealed class KestrelServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private KestrelServer(WebApplication app) => _app = app;

    public string Address { get; private set; } = "";

    public static async Task<KestrelServer> Start(Func<System.Net.WebSockets.WebSocket, Task> session, X509Certificate2? certificate = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(certificate);
        }));
        if (certificate is not null)
            builder.WebHost.UseKestrelHttpsConfiguration();
        WebApplication app = builder.Build();
        app.UseWebSockets();
        app.Run(async context =>
        {
            if (!context.WebSockets.IsWebSocketRequest)
            {
                context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
                return;
            }
            using System.Net.WebSockets.WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
            await session(socket);
        });
        await app.StartAsync();
        string url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new KestrelServer(app) { Address = url.Replace("http", "ws", StringComparison.Ordinal) + "/echo" };
    }

    /// <summary>Sends a message and expects it back, as whole messages of any number of frames.</summary>
    public static async Task<bool> Echoes(System.Net.WebSockets.WebSocket socket, byte[] message, WebSocketMessageType kind, int fragments = 1)
    {
        int piece = Math.Max(1, message.Length / fragments);
        Task receiving = Receive(socket, message, kind);
        for (int at = 0, sent = 0; sent == 0 || at < message.Length; at += piece, sent++)
            await socket.SendAsync(message.AsMemory(at, Math.Min(piece, message.Length - at)), kind, at + piece >= message.Length, CancellationToken.None);
        await receiving;
        return true;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static async Task Receive(System.Net.WebSockets.WebSocket socket, byte[] expected, WebSocketMessageType kind)
    {
        byte[] buffer = new byte[expected.Length + 1];
        int count = 0;
        ValueWebSocketReceiveResult result;
        do
        {
            result = await socket.ReceiveAsync(buffer.AsMemory(count), CancellationToken.None);
            count += result.Count;
        }
        while (!result.EndOfMessage);
        if (result.MessageType != kind || !buffer.AsSpan(0, count).SequenceEqual(expected))
            throw new InvalidDataException($"the echo of {expected.Length} bytes came back as {count} bytes of {result.MessageType}");
    }
}

using Engine.Tests.Venue.Clients.Socket;
using Xunit;

namespace Engine.Tests.Venue.Clients;

/// <summary>Requests that public clients send over a WebSocket are answered with what those clients read.</summary>
public class SocketClientTests
{
    [Fact]
    public void Ccxt_streams_and_trades() => new SocketRun().Play(CcxtProFrames.Steps);

    [Fact]
    public void Nautilus_trader_streams_and_trades() => new SocketRun().Play(NautilusFrames.Steps);

    [Fact]
    public void Cryptofeed_streams_public_and_private_channels() => new SocketRun().Play(CryptofeedFrames.Steps);

    [Fact]
    public void Gocryptotrader_subscribes_and_trades() => new SocketRun().Play(GoCryptoTraderFrames.Steps);

    [Fact]
    public void Tardis_and_deribit_v2_ws_stream_with_a_login() => new SocketRun().Play(TardisFrames.Steps);
}

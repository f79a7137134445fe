using System.Security.Cryptography.X509Certificates;
using System.Text;
using Engine.Core.Wire.WebSocket;
using Engine.Native.Net;
using Engine.Tests.Support;
using Engine.Tests.Wire.WebSocket;
using Xunit;

namespace Engine.Tests.Net;

public class WsAllocationTests
{
    private const int Rounds = 2_000;
    private const int WarmRounds = 500;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Pitfall("T55")]
    public async Task A_steady_ping_pong_with_pings_and_fragments_allocates_nothing(bool secure)
    {
        using X509Certificate2? certificate = secure ? TestAuthority.Shared.Issue("127.0.0.1") : null;
        using ScriptedServer server = new(certificate);
        Task serving = Serve(server);
        long allocated = await Task.Factory.StartNew(() => Measure(server.Address, secure), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await serving;
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void The_measure_sees_an_allocation()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.NotNull(new byte[100]);
        Assert.Equal(128, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static long Measure(string address, bool secure)
    {
        using WsConnection connection = EchoRun.Connection(address, new WsOptions { ReceiveBlockBytes = 4096, TrustFile = secure ? TestAuthority.Shared.TrustFile : null });
        connection.Connect(EchoRun.NowNs);
        EchoRun.Until(connection, () => connection.FramesReceived > WarmRounds * 4);
        // The end makes a sentence and is not part of the steady state.
        long before = GC.GetAllocatedBytesForCurrentThread();
        while (connection.FramesReceived < Rounds * 4 && connection.State == WsState.Open)
            EchoRun.Step(connection);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (connection.FramesReceived < Rounds * 4 || connection.Straddles == 0)
            throw new InvalidOperationException($"the stream was not what was to be measured: {connection.FramesReceived} frames, {connection.Straddles} straddles; {connection.CloseSentence}");
        connection.Close(EchoRun.NowNs);
        EchoRun.ToTheEnd(connection);
        return allocated;
    }

    /// <summary>A round: a small text, a ping, a fragmented text, and a message larger than a receive block; sent in one write.</summary>
    private static async Task Serve(ScriptedServer server)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        byte[] round = [.. ServerFrame.Text("tick"), .. ServerFrame.Build(Opcode.Ping, [1, 2]), .. ServerFrame.Text("fra", false),
            .. ServerFrame.Build(Opcode.Continuation, Encoding.ASCII.GetBytes("gments")), .. ServerFrame.Build(Opcode.Binary, new byte[5_000])];
        await server.Accept(cancel);
        for (int i = 0; i < Rounds; i++)
        {
            await server.Send(round, cancel);
            for (int frame = 0; frame < 4; frame++)
                await server.ReadFrame(cancel);
        }
        Assert.Equal(Opcode.Close, (await server.ReadFrame(cancel))!.Value.Opcode);
        await server.Send(ServerFrame.Close(1000), cancel);
        server.EndTcp();
    }
}

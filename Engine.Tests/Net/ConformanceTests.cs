using System.Security.Cryptography.X509Certificates;
using Engine.Core.Wire.WebSocket;
using Engine.Native.Net;
using Xunit;

namespace Engine.Tests.Net;

public class ConformanceTests
{
    private static readonly TimeSpan Safety = TimeSpan.FromSeconds(20);

    private static readonly X509Certificate2 Certificate = TestAuthority.Shared.Issue("127.0.0.1");

    public static TheoryData<string> Names => [.. ConformanceTable.All.Keys];

    public static TheoryData<string> SmallNames => [.. ConformanceTable.All.Where(pair => pair.Value.Sends.Sum(send => send.Length) < 1000).Select(pair => pair.Key)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Frame_by_frame(string name) => Play(ConformanceTable.All[name]);

    [Theory]
    [MemberData(nameof(Names))]
    public Task In_one_piece(string name) => Play(ConformanceTable.All[name].InOnePiece());

    [Theory]
    [MemberData(nameof(SmallNames))]
    public Task Byte_by_byte(string name) => Play(ConformanceTable.All[name].Chopped());

    [Theory]
    [MemberData(nameof(Names))]
    public Task Over_TLS(string name) => Play(ConformanceTable.All[name], Certificate, TestAuthority.Shared.TrustFile);

    private static async Task Play(ConformanceCase play, X509Certificate2? certificate = null, string? trustFile = null)
    {
        using CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        cancel.CancelAfter(Safety);
        using ScriptedServer server = new(certificate);
        Task<WsConnection> client = EchoRun.Start(server.Address,
            new WsOptions { MaxMessageBytes = ConformanceTable.LimitBytes, OutputBytes = ConformanceTable.LimitBytes + 14, TrustFile = trustFile });
        Task accepting = server.Accept(cancel.Token);
        if (await Task.WhenAny(accepting, client) == client)
            Assert.Fail($"the client ended first: {(await client).CloseSentence}");
        await accepting;
        Task sending = SendAll(server, play, cancel.Token);
        List<string> answers = [];
        while (answers.Count == 0 || !answers[^1].StartsWith("Close", StringComparison.Ordinal))
        {
            (Opcode, byte[])? frame = await server.ReadFrame(cancel.Token);
            answers.Add(frame is null ? "Close missing: end of stream" : ConformanceCase.Describe(frame.Value));
        }
        await sending;
        server.EndTcp();
        Assert.Equal(play.Expected, answers);
        WsConnection connection = await client;
        Assert.Equal(play.FailsConnection ? WsCloseReason.ProtocolViolation : WsCloseReason.ClosedByPeer, connection.CloseReason);
        Assert.Contains(server.Address, connection.CloseSentence, StringComparison.Ordinal);
        Assert.Equal(answers.Count, connection.FramesSent);
    }

    private static async Task SendAll(ScriptedServer server, ConformanceCase play, CancellationToken cancel)
    {
        foreach (byte[] bytes in play.Sends)
            await server.Send(bytes, cancel);
    }
}

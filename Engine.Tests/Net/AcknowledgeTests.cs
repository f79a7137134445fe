using System.Buffers.Binary;
using System.Net.Sockets;
using Engine.Native.Net;
using Engine.Tests.Wire.WebSocket;
using Xunit;

namespace Engine.Tests.Net;

public class AcknowledgeTests
{
    private const int TcpLevel = 6;
    private const int TcpInfo = 11;
    private const int UnacknowledgedOffset = 24; // struct tcp_info: tcpi_unacked

    [Fact]
    public async Task What_was_received_and_not_answered_is_acknowledged_when_asked_and_not_with_the_next_answer_alone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the kernel's view of a connection is asked for by its Linux name");
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using ScriptedServer server = new();
        using WsConnection connection = EchoRun.Connection(server.Address, new WsOptions());
        connection.Connect(EchoRun.NowNs);
        Task accepting = server.Accept(cancel);
        EchoRun.Until(connection, () => connection.State == WsState.Open);
        await accepting;
        bool wasPutOff = false;
        for (int i = 0; i < 500 && !wasPutOff; i++)
        {
            // An answer to each message: the kernel learns that acknowledgements may ride on answers, and puts the next one off.
            await server.Send(ServerFrame.Text("tick"), cancel);
            Read(connection);
            Assert.True(connection.Output.BeginMessage(4, out Span<byte> payload) == Core.Wire.WebSocket.OutputRoom.Granted);
            "pong"u8.CopyTo(payload);
            connection.Output.CommitMessage(4, Core.Wire.WebSocket.Opcode.Text);
            connection.Flush(EchoRun.NowNs);
            await server.ReadFrame(cancel);
            await server.Send(ServerFrame.Text("tock"), cancel);
            Read(connection);
            wasPutOff = Unacknowledged(server.Socket) > 0;
            connection.AcknowledgeUnanswered();
            Assert.Equal(0, Unacknowledged(server.Socket));
        }

        Assert.True(wasPutOff, "the kernel acknowledged everything by itself: nothing was shown");
    }

    private static void Read(WsConnection connection)
    {
        while (!connection.Poll(EchoRun.NowNs))
            connection.WaitReadable(10);
        while (connection.TryReadMessage(out _, out _))
        {
            // Read, and not answered.
        }
    }

    private static int Unacknowledged(Socket socket)
    {
        byte[] info = new byte[104];
        socket.GetRawSocketOption(TcpLevel, TcpInfo, info);
        return BinaryPrimitives.ReadInt32LittleEndian(info.AsSpan(UnacknowledgedOffset));
    }
}

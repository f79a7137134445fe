using Engine.Native.Commands;
using Engine.Tests.Commands;
using Engine.Tests.Wire.WebSocket;
using Xunit;

namespace Engine.Tests.Net;

public class EchoCommandTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_echoes_until_a_clean_close_and_exits_0()
    {
        using ScriptedServer server = new();
        using StringWriter messages = new();
        Task<int> running = Task.Run(() => EchoCommand.Run(server.Address + "runCase?case=1&agent=x", messages), Cancel);
        await server.Accept(Cancel);
        await server.Send([.. ServerFrame.Text("h\u00e9"), .. ServerFrame.Close(1000)], Cancel);
        Assert.Equal("Text h\u00e9", ConformanceCase.Describe((await server.ReadFrame(Cancel))!.Value));
        await server.ReadFrame(Cancel);
        server.EndTcp();
        Assert.Equal(0, await running);
        Assert.StartsWith("GET /runCase?case=1&agent=x HTTP/1.1", server.Request, StringComparison.Ordinal);
        Assert.Contains("code 1000", messages.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_exits_0_and_names_the_violation_where_it_had_to_fail_the_connection()
    {
        using ScriptedServer server = new();
        using StringWriter messages = new();
        Task<int> running = Task.Run(() => EchoCommand.Run(server.Address, messages), Cancel);
        await server.Accept(Cancel);
        await server.Send(ServerFrame.Raw(3, []), Cancel);
        Assert.Equal("Close 1002", ConformanceCase.Describe((await server.ReadFrame(Cancel))!.Value));
        server.EndTcp();
        Assert.Equal(0, await running);
        Assert.Contains("reserved opcode", messages.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ws://127.0.0.1:1/", "ECONNREFUSED")]
    [InlineData("wss://no-such-host.invalid/", "no-such-host.invalid")]
    public void It_exits_1_and_says_why_where_it_cannot_connect(string address, string clause)
    {
        using StringWriter messages = new();
        Assert.Equal(1, EchoCommand.Run(address, messages));
        Assert.Contains(clause, messages.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ws://example.com/", "loopback only")]
    [InlineData("http://127.0.0.1/", "ws://")]
    [InlineData("nowhere", "nowhere")]
    public void An_address_of_no_meaning_is_a_usage_error_in_one_sentence(string address, string clause)
    {
        CommandRun run = CommandRun.Of(EchoCommand.Create(), "echo", address);
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.StartsWith("engine echo: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(clause, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void The_command_asks_for_an_address_and_its_help_shows_examples_and_exit_codes()
    {
        CommandRun run = CommandRun.Of(EchoCommand.Create(), "echo");
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains("engine echo", run.Error, StringComparison.Ordinal);
        CommandRun help = CommandRun.Of(EchoCommand.Create(), "echo", "--help");
        Assert.Contains("Examples:", help.Output, StringComparison.Ordinal);
        Assert.Contains("Exit codes:", help.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_16_MiB_message_in_64_byte_fragments_is_echoed_in_seconds()
    {
        using ScriptedServer server = new();
        using StringWriter messages = new();
        Task<int> running = Task.Run(() => EchoCommand.Run(server.Address, messages), Cancel);
        byte[] message = new byte[16 * 1024 * 1024];
        new Random(3).NextBytes(message);
        using MemoryStream frames = new();
        for (int at = 0; at < message.Length; at += 64)
            frames.Write(ServerFrame.Raw(at == 0 ? 2 : 0, message[at..(at + 64)], at + 64 == message.Length));
        await server.Accept(Cancel);
        Task sending = server.Send(frames.ToArray(), Cancel);
        Assert.Equal(message, (await server.ReadFrame(Cancel))!.Value.Payload);
        await sending;
        await server.Send(ServerFrame.Close(1000), Cancel);
        await server.ReadFrame(Cancel);
        server.EndTcp();
        Assert.Equal(0, await running);
    }
}

using Xunit;

namespace Engine.Tests.Architecture;

public class BannedApiTests
{
    [Fact]
    public void The_core_names_no_clock_file_socket_thread_or_randomness() => Verdict.None(BannedApi.Violations(Assemblies.Core));

    [Fact]
    public void The_check_sees_what_the_core_does_name()
    {
        Assert.Contains(Assemblies.Core, use => use.Text == "System.Threading.Volatile::Read");
        Assert.Contains(Assemblies.Core, use => use.Text == "System.GC::AllocateArray");
    }

    [Fact] // a positive control: what does the input and output must trip the check that the core passes
    public void The_executable_would_not_pass()
    {
        string[] found = [.. Assemblies.Native.Where(BannedApi.IsBanned).Select(use => use.Text)];
        Assert.Contains("System.Console::get_Out", found);
        Assert.Contains("System.Threading.Thread::Start", found);
        Assert.Contains(found, text => text.StartsWith("P/Invoke::", StringComparison.Ordinal));
    }

    [Theory] // and another: each of these stands in a type made for it
    [InlineData("System.DateTime::get_UtcNow")]
    [InlineData("System.DateTimeOffset::get_Now")]
    [InlineData("System.Diagnostics.Stopwatch::GetTimestamp")]
    [InlineData("System.Environment::get_TickCount64")]
    [InlineData("System.TimeProvider::get_System")]
    [InlineData("System.Random::get_Shared")]
    [InlineData("System.Guid::NewGuid")]
    [InlineData("System.HashCode::Combine")]
    [InlineData("System.Console::WriteLine")]
    [InlineData("System.Environment::get_CurrentManagedThreadId")]
    [InlineData("System.IO.File::Exists")]
    [InlineData("System.IO.Stream::")]
    [InlineData("System.Net.Sockets.Socket::")]
    [InlineData("System.Threading.Thread::get_CurrentThread")]
    [InlineData("System.Threading.Lock::EnterScope")]
    [InlineData("System.Threading.Monitor::Enter")]
    [InlineData("System.Threading.CancellationToken::")]
    [InlineData("System.Threading.Tasks.Task::")]
    [InlineData("System.Threading.Timer::")]
    [InlineData("System.Diagnostics.Process::GetCurrentProcess")]
    [InlineData("System.Reflection.Emit.DynamicMethod::")]
    [InlineData("P/Invoke::getpid")]
    public void The_check_finds(string banned) =>
        Assert.Contains(Assemblies.Tests, use => use.From.Name.StartsWith(nameof(BannedSample), StringComparison.Ordinal) && use.Text == banned && BannedApi.IsBanned(use));

    [Theory]
    [InlineData("System.Threading.Volatile::Write")]
    [InlineData("System.Threading.Interlocked::MemoryBarrier")]
    [InlineData("System.GC::AllocateUninitializedArray")]
    [InlineData("System.IO.InvalidDataException::.ctor")]
    [InlineData("System.Diagnostics.CodeAnalysis.DoesNotReturnAttribute::.ctor")]
    [InlineData("System.DateTime::AddTicks")]
    [InlineData("System.Buffers.ReadOnlySequence`1::get_Length")]
    public void What_is_deterministic_may_be_named(string text)
    {
        string[] parts = text.Split("::");
        int dot = parts[0].LastIndexOf('.');
        Assert.False(BannedApi.IsBanned(new Use(default, new TypeName(parts[0][..dot], parts[0][(dot + 1)..]), parts[1], IsLocal: false)));
    }
}

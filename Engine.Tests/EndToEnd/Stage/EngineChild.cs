using System.Diagnostics;
using System.Runtime.InteropServices;
using Xunit;

namespace Engine.Tests.EndToEnd.Stage;

/// <summary>The program itself, as built beside the tests, as a child process.</summary>
internal sealed partial class EngineChild : IDisposable
{
    /// <summary>A configuration whose quotes fill.</summary>
    public const string Config = """
        [[instrument]]
        name = "BTC-PERPETUAL"
        spread = 0.00003

        [hot]
        wait = "sleep"

        [session]
        connect_seconds = 2

        """;

    /// <summary>Names the program to be run in place of the one beside the tests: the compiled binary.</summary>
    public const string BinaryVariable = "ENGINE_BINARY";

    private const int Sigint = 2;
    private const int Sigusr1 = 10;
    private const int Sigcont = 18;
    private const int Sigstop = 19;

    // Under the tests' own description of the runtime: that of the program changes when it is published for another one.
    private static readonly string[] s_program = Environment.GetEnvironmentVariable(BinaryVariable) is { Length: > 0 } binary ? [binary] :
    [
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet")), "exec",
        "--depsfile", Beside("Engine.Tests.deps.json"), "--runtimeconfig", Beside("Engine.Tests.runtimeconfig.json"), Beside("engine.dll"),
    ];
    private readonly Process _process;

    private EngineChild(Process process) => _process = process;

    public Transcript Output { get; } = new();

    public Transcript Error { get; } = new();

    /// <summary>Starts a verb in a folder. The environment is the test's own without keys, and what is given here.</summary>
    public static EngineChild Start(string folder, string[] arguments, params (string Name, string Value)[] environment) =>
        Start(s_program[0], folder, [.. s_program[1..], .. arguments], environment);

    /// <summary>The program as a word of the shell; arguments follow.</summary>
    public static string ShellWord { get; } = string.Join(' ', s_program.Select(word => $"'{word}'"));

    /// <summary>The same for a line of the shell.</summary>
    public static EngineChild StartShell(string folder, string command, params (string Name, string Value)[] environment) =>
        Start("/bin/sh", folder, ["-c", command], environment);

    private static EngineChild Start(string program, string folder, string[] arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("DERIBIT_API_KEY");
        start.Environment.Remove("DERIBIT_API_SECRET");
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        EngineChild child = new(new Process { StartInfo = start });
        child._process.OutputDataReceived += (_, line) => child.Output.WriteLine(line.Data);
        child._process.ErrorDataReceived += (_, line) => child.Error.WriteLine(line.Data);
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Asks it to end as Ctrl-C does.</summary>
    public void Interrupt() => Assert.Equal(0, SendSignal(_process.Id, Sigint));

    /// <summary>Asks it to latch its kill switch.</summary>
    public void KillSwitch() => Assert.Equal(0, SendSignal(_process.Id, Sigusr1));

    /// <summary>Stops it where it stands, as a machine that is overloaded does.</summary>
    public void Suspend() => Assert.Equal(0, SendSignal(_process.Id, Sigstop));

    /// <summary>Lets it go on.</summary>
    public void Resume() => Assert.Equal(0, SendSignal(_process.Id, Sigcont));

    public bool HasExited => _process.HasExited;

    /// <summary>Ends it as no program can refuse.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Waits for its end; gives the exit code.</summary>
    public int Ended()
    {
        Assert.True(_process.WaitForExit(TimeSpan.FromSeconds(30)), $"the program did not end; it said: {Output}{Error}");
        _process.WaitForExit(); // for the rest of its output
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
        Output.Dispose();
        Error.Dispose();
    }

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}

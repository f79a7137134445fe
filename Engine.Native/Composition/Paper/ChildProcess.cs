using System.Diagnostics;

namespace Engine.Native.Composition.Paper;

/// <summary>
/// Another verb of this same binary as a child process. Its standard input is a pipe that nobody writes to: the child ends when
/// the pipe closes, so it never outlives its parent, however the parent ends.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public StreamReader Output => _process.StandardOutput;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>Starts the binary with the given arguments; its standard output is read by the parent where asked.</summary>
    public static ChildProcess Start(IEnumerable<string> arguments, bool readOutput)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = readOutput,
        };

        // Run by the SDK's host (in tests and while developing) the binary is the host, and the program its first argument.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "engine.dll"));
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Closes the pipe and waits; a child that does not end in time is killed. True when it ended by itself.</summary>
    public bool End(TimeSpan limit)
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It is gone already.
        }

        if (_process.WaitForExit(limit))
            return true;
        _process.Kill();
        _process.WaitForExit();
        return false;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            End(TimeSpan.FromSeconds(2));
        _process.Dispose();
    }
}

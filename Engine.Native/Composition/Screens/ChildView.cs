using Engine.Native.Composition.Paper;

namespace Engine.Native.Composition.Screens;

/// <summary>The live view beside the trading process: <c>engine watch</c> on its status file.</summary>
internal sealed class ChildView : IDisposable
{
    private readonly ChildProcess _process;

    private ChildView(ChildProcess process) => _process = process;

    public static ChildView Start(string statusPath) =>
        new(ChildProcess.Start(["watch", "--status", statusPath, "--exit-on-stdin-close"], readOutput: false));

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public void Dispose() => _process.Dispose();
}

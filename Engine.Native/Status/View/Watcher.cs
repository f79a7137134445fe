using System.Runtime.InteropServices;
using Engine.Native.Status.Blocks;
using Engine.Native.Status.View.Painting;
using Engine.Native.Storage.Sqlite;

namespace Engine.Native.Status.View;

/// <summary>Follows a status file and draws it until its session ends, the process is gone or the viewer has seen enough.</summary>
internal sealed class Watcher(WatchOptions options, Stream output, TextWriter errors)
{
    private const int FrameMs = 200;
    private const int LineMs = 1_000;

    private readonly object _gate = new();
    private readonly StatusSnapshot _status = new();
    private bool _isEnough;

    /// <summary>Runs to the end; the exit code: 0, or 1 when there is no session or its process was killed.</summary>
    public int Run()
    {
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using PosixSignalRegistration quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, OnSignal);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal);
        if (options.IsChild)
            new Thread(WaitForInputToEnd) { IsBackground = true, Name = "input" }.Start();
        StatusReader? reader = Open();
        if (reader is null)
            return 1;
        using (reader)
            return options.IsOnce ? PrintOnce(reader) : Follow(reader);
    }

    private static long WallNs => (DateTime.UtcNow.Ticks - DateTime.UnixEpoch.Ticks) * 100;

    private StatusReader? Open()
    {
        string reason = "";
        long end = Environment.TickCount64 + (long)options.Patience.TotalMilliseconds;
        do
        {
            string? path = options.Path ?? (StatusFiles.TryFindNewest(out string newest) ? newest : null);
            if (path is not null && StatusReader.TryOpen(path, out StatusReader? reader, out reason))
                return reader;
        }
        while (Environment.TickCount64 < end && !Pause(50));
        if (!Pause(0))
            errors.WriteLine($"engine watch: {(reason.Length > 0 ? reason : NothingFound(AccountLockFiles.Holders(AccountLockFiles.Folder())))}");
        return null;
    }

    /// <summary>A status file may be removed while its session goes on, and the lock of its account stays.</summary>
    internal static string NothingFound(IReadOnlyList<int> holders) => holders.Count == 0
        ? "no engine is trading on this machine; start one, or name its status file with --status"
        : $"no session's status file is found on this machine, though process {string.Join(", ", holders)} holds the lock of an account, as an engine that trades does";

    private int PrintOnce(StatusReader reader)
    {
        // The first block may not be written yet.
        for (int i = 0; i < 20 && !Pause(i == 0 ? 0 : FrameMs / 4); i++)
        {
            _status.Refresh(reader, WallNs);
            if (_status.Hot.WallNs != 0)
                break;
        }

        Print(Math.Max(LiveView.LeastWidth, Terminal.Size.Width));
        return Ending(reader, out string message) ? Told(message) : 0;
    }

    private int Follow(StatusReader reader)
    {
        string message;
        if (Terminal.IsInteractive)
        {
            using var terminal = new Terminal(output, Terminal.IsColourWanted);
            do
            {
                _status.Refresh(reader, WallNs);
                (int width, int height) = Terminal.Size;
                var canvas = new Canvas(width, height);
                LiveView.Draw(canvas, _status);
                terminal.Show(canvas);
            }
            while (!Ending(reader, out message) && !Pause(FrameMs));
        }
        else
        {
            var line = new HeadlessLine();
            do
            {
                _status.Refresh(reader, WallNs);
                if (_status.Hot.WallNs != 0)
                    line.WriteTo(output, in _status.Hot, in _status.Journal);
            }
            while (!Ending(reader, out message) && !Pause(LineMs));
        }

        _status.Refresh(reader, WallNs);
        if (message.Length == 0 || options.IsChild)
            return 0;
        if (Terminal.IsInteractive)
            Print(Terminal.Size.Width);
        return Told(message);
    }

    private static bool Ending(StatusReader reader, out string message)
    {
        message = "";

        // Alive is asked first: a process that ends in between has set its mark before.
        bool isAlive = reader.IsAlive;
        if (reader.IsEnded)
            message = $"the session has ended, exit code {reader.Header.ExitCode}{Killed(reader)}";
        else if (!isAlive)
        {
            StatusHeader header = reader.Header;
            message = $"process {header.ProcessId} is gone without having ended its session; `engine journal --left {StatusText.ToText(header.Database)}` lists what it may have left, and the next session looks it up";
        }

        return message.Length > 0;
    }

    /// <summary>What its kill switch was latched by; empty where it was not.</summary>
    private static string Killed(StatusReader reader)
    {
        if (!reader.TryReadHot(out HotStatus hot) || !hot.IsKilled)
            return "";
        StatusHeader header = reader.Header;
        return $": its kill switch is latched ({StatusText.ToText(hot.ModeReason)}); `engine kill --clear --db {StatusText.ToText(header.Database)}` lets a session begin again";
    }

    private int Told(string message)
    {
        errors.WriteLine($"engine watch: {message}");
        return _status.Header.EndedNs != 0 ? 0 : 1;
    }

    private void Print(int width)
    {
        var canvas = new Canvas(width, LiveView.FullHeight(_status));
        LiveView.Draw(canvas, _status);
        output.Write(System.Text.Encoding.UTF8.GetBytes(canvas.ToPlain()));
    }

    /// <summary>Waits; true when the viewer has seen enough.</summary>
    private bool Pause(int ms)
    {
        lock (_gate)
        {
            if (!_isEnough && ms > 0)
                Monitor.Wait(_gate, ms);
            return _isEnough;
        }
    }

    private void Enough()
    {
        lock (_gate)
        {
            _isEnough = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;

        // Ctrl-C and Ctrl-\ reach the trading process too, which then ends its viewer when it has ended.
        if (!options.IsChild || context.Signal is not (PosixSignal.SIGINT or PosixSignal.SIGQUIT))
            Enough();
    }

    private void WaitForInputToEnd()
    {
        using Stream input = Console.OpenStandardInput();
        Span<byte> ignored = stackalloc byte[256];
        while (input.Read(ignored) > 0)
        {
            // Nothing is said on this way; only its end counts.
        }

        Enough();
    }
}

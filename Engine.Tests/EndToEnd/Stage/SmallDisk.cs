using System.Diagnostics;
using Xunit;

namespace Engine.Tests.EndToEnd.Stage;

/// <summary>A small file system of its own. Skips the test where the machine refuses one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _root;

    public SmallDisk(TemporaryFolder folder, string size = "1m")
    {
        _root = folder.PathOf("disk");
        Directory.CreateDirectory(_root);
        if (!TryRun("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", _root))
            Assert.Skip("this machine lets the tests mount no file system");
    }

    public string PathOf(string name) => Path.Combine(_root, name);

    public void Fill()
    {
        using FileStream ballast = new(PathOf("ballast"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
                ballast.Write(new byte[512]);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Nothing on it can be written any more, or all of it again.</summary>
    public void SetReadOnly(bool isReadOnly) => Assert.True(TryRun("mount", "-o", isReadOnly ? "remount,ro" : "remount,rw", _root), "the file system can be mounted anew");

    public void MakeRoom() => File.Delete(PathOf("ballast"));

    public void Dispose() => TryRun("umount", "-l", _root);

    private static bool TryRun(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

using System.Diagnostics;
using Xunit;

namespace Engine.Tests.EndToEnd.Stage;

/// <summary>
/// A small disk with a journalling file system that can break under open files, as one does whose device fails: from then on nothing can
/// be written, and what is open can only be read. Skips the test where the machine refuses one.
/// </summary>
internal sealed class BreakingDisk : IDisposable
{
    private readonly string _image;
    private readonly string _root;

    public BreakingDisk(TemporaryFolder folder, int megabytes = 16)
    {
        _image = folder.PathOf("image");
        _root = folder.PathOf("breaking");
        Directory.CreateDirectory(_root);
        using (FileStream image = new(_image, FileMode.CreateNew))
            image.SetLength((long)megabytes << 20);
        if (!TryRun("mkfs.ext4", "-q", "-F", _image) || !TryMount())
            Assert.Skip("this machine lets the tests mount no file system of a file");
    }

    public string PathOf(string name) => Path.Combine(_root, name);

    /// <summary>The file system has met a fault: what is written from now on fails, also in files that are open.</summary>
    public void Break() => Assert.True(TryRun("mount", "-o", "remount,abort", _root), "the file system can be aborted");

    /// <summary>Checked and whole again; nobody may have a file open.</summary>
    public void Mend()
    {
        Assert.True(TryRun("umount", _root), "nobody uses the file system any more");
        TryRun("fsck.ext4", "-p", _image); // its code says that there was something to mend
        Assert.True(TryMount(), "the file system can be mounted again");
    }

    public void Dispose() => TryRun("umount", "-l", _root);

    private bool TryMount() => TryRun("mount", "-o", "loop,errors=remount-ro", _image, _root);

    private static bool TryRun(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
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

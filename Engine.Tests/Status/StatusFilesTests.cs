using System.Diagnostics;
using Engine.Native.Status;
using Xunit;

namespace Engine.Tests.Status;

public sealed class StatusFilesTests
{
    [Fact]
    public void A_new_sessions_file_is_named_by_its_process_and_files_of_the_dead_are_swept()
    {
        using var folder = new TemporaryFolder();
        string dead = folder.Write($"engine-{DeadProcess()}.status", "");
        string other = folder.Write("engine-notes.txt", "");
        string alive = folder.Write("engine-1.status", "");
        Assert.Equal(folder.PathOf($"engine-{Environment.ProcessId}.status"), StatusFiles.Create(folder.Root));
        Assert.Equal((false, true, true), (File.Exists(dead), File.Exists(other), File.Exists(alive)));
    }

    [Fact]
    public void The_newest_file_of_a_living_process_is_found()
    {
        using var folder = new TemporaryFolder();
        Assert.False(StatusFiles.TryFindNewest([folder.Root], out _));
        string older = folder.Write("engine-1.status", "");
        File.SetLastWriteTimeUtc(older, DateTime.UnixEpoch);
        string newer = folder.Write($"engine-{Environment.ProcessId}.status", "");
        string dead = folder.Write($"engine-{DeadProcess()}.status", "");
        File.SetLastWriteTimeUtc(dead, DateTime.UnixEpoch.AddYears(100));
        Assert.True(StatusFiles.TryFindNewest([folder.Root], out string path));
        Assert.Equal(newer, path);
    }

    private static int DeadProcess()
    {
        using Process gone = Process.Start(new ProcessStartInfo("/bin/true"))!;
        gone.WaitForExit();
        return gone.Id;
    }
}

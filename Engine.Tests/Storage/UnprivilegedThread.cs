using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Engine.Tests.Storage;

/// <summary>Runs a piece of a test without the rights that root has over files, so that read-only means read-only.</summary>
internal static partial class UnprivilegedThread
{
    private const uint Nobody = 65534;

    public static void Run(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                if (Environment.IsPrivilegedProcess)
                {
                    // Per thread on Linux; leaving user 0 takes the thread's file capabilities away.
                    _ = SetFsGid(Nobody);
                    _ = SetFsUid(Nobody);
                }

                action();
            }
            catch (Exception e)
            {
                failure = e;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
    }

    [LibraryImport("libc", EntryPoint = "setfsuid")]
    private static partial int SetFsUid(uint user);

    [LibraryImport("libc", EntryPoint = "setfsgid")]
    private static partial int SetFsGid(uint group);
}

using Engine.Native.Storage.Sqlite;

namespace Engine.Native.Composition;

/// <summary>
/// One engine an account on this machine, whatever database each writes to: two would cancel each other's orders. A file of the user's,
/// named for the account's fingerprint, locked while the process lives; the kernel gives it back when the process is killed.
/// </summary>
internal sealed class AccountLock : IDisposable
{
    private readonly FileLock? _held;

    private AccountLock(FileLock? held) => _held = held;

    /// <summary>
    /// Takes it. Throws <see cref="IOException"/> with what to do when another engine has it; where no file can be made, trading goes on
    /// without, and that is said.
    /// </summary>
    public static AccountLock Take(string account, TextWriter words) => Take(Folder(), account, words);

    internal static AccountLock Take(string folder, string account, TextWriter words)
    {
        string path = Path.Combine(folder, $"engine-{Environment.UserName}-{account.Replace(':', '-')}.account");
        try
        {
            return new AccountLock(FileLock.Take(path));
        }
        catch (DatabaseException e) when (e.Fault == DatabaseFault.Locked)
        {
            throw new IOException(
                $"{FileLock.PathOf(path)}: another engine on this machine (process {FileLock.HolderOf(FileLock.PathOf(path))}) trades this account at this address; "
                + "stop it first, or give this one an API key of another account", e);
        }
        catch (DatabaseException e)
        {
            words.WriteLine($"engine: nothing keeps a second engine on this machine from trading this account ({e.InnerException?.Message ?? e.Message})");
            return new AccountLock(null);
        }
    }

    /// <summary>Gives it back.</summary>
    public void Dispose() => _held?.Dispose();

    private static string Folder() =>
        Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } runtime && Directory.Exists(runtime) ? runtime : Path.GetTempPath();
}

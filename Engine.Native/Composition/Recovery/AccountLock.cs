using Engine.Native.Storage.Sqlite;

namespace Engine.Native.Composition.Recovery;

/// <summary>
/// One engine an account and instrument on this machine, whatever database each writes to: two would cancel each other's orders. Files
/// of the user's, named for the account's fingerprint and the instrument, locked while the process lives; the kernel gives them back
/// when the process is killed.
/// </summary>
internal sealed class AccountLock : IDisposable
{
    private readonly List<FileLock> _held = [];

    private AccountLock()
    {
    }

    /// <summary>
    /// Takes it. Throws <see cref="IOException"/> with what to do when another engine has it; where no file can be made, trading goes on
    /// without, and that is said.
    /// </summary>
    public static AccountLock Take(string account, IEnumerable<string> instruments, TextWriter words) => Take(AccountLockFiles.Folder(), account, instruments, words);

    internal static AccountLock Take(string folder, string account, IEnumerable<string> instruments, TextWriter words)
    {
        var taken = new AccountLock();
        foreach (string instrument in instruments)
        {
            string path = AccountLockFiles.PathOf(folder, account, instrument);
            try
            {
                taken._held.Add(FileLock.Take(path));
            }
            catch (DatabaseException e) when (e.Fault == DatabaseFault.Locked)
            {
                taken.Dispose();
                string held = FileLock.PathOf(path);
                throw new IOException(
                    $"{held}: another engine on this machine (process {FileLock.HolderOf(held)}) trades {instrument} on this account; "
                    + "stop it first, or give this one an API key of another account", e);
            }
            catch (DatabaseException e)
            {
                words.WriteLine($"engine: nothing keeps a second engine on this machine from trading {instrument} on this account ({e.InnerException?.Message ?? e.Message})");
            }
        }

        return taken;
    }

    /// <summary>Gives it back.</summary>
    public void Dispose()
    {
        foreach (FileLock held in _held)
            held.Dispose();
        _held.Clear();
    }
}

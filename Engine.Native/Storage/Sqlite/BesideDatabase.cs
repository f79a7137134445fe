namespace Engine.Native.Storage.Sqlite;

/// <summary>Names of what lies beside a database: the same for every link that leads to it, so that two names are still one lock and one latch.</summary>
internal static class BesideDatabase
{
    /// <summary>The database's own path with a suffix. What cannot be followed is taken as it is: opening it tells why.</summary>
    public static string PathOf(string database, string suffix)
    {
        try
        {
            return (File.ResolveLinkTarget(database, returnFinalTarget: true)?.FullName ?? database) + suffix;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return database + suffix;
        }
    }
}

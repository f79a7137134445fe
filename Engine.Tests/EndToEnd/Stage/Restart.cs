using Engine.Tests.EndToEnd.Proxy;
using Engine.Tests.Storage;
using Microsoft.Data.Sqlite;

namespace Engine.Tests.EndToEnd.Stage;

/// <summary>One start of the trading process after another, on the same database.</summary>
internal static class Restart
{
    /// <summary>Starts a trading process behind the proxy, with <c>t.db</c> in the folder.</summary>
    public static EngineChild Trade(TemporaryFolder folder, FaultProxy proxy, bool isFarOut = false) => EngineChild.Start(
        folder.Root,
        ["trade", "--config", folder.Write("t.toml", isFarOut ? EngineChild.Config.Replace("0.00003", "0.002", StringComparison.Ordinal) : EngineChild.Config), "--url", proxy.Address.ToString(), "--db", "t.db", "--headless"],
        ("DERIBIT_API_KEY", VenueHost.Key), ("DERIBIT_API_SECRET", "secret"));

    /// <summary>What a query of the database counts; 0 while its tables are being made.</summary>
    public static long Count(string database, string sql)
    {
        try
        {
            return (long)Database.Scalar(database, sql)!;
        }
        catch (SqliteException)
        {
            return 0;
        }
    }
}

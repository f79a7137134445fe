using Microsoft.Data.Sqlite;

namespace Engine.Native.Storage.Journal;

/// <summary>One step of the schema's history: applied once, in a transaction, and never changed after a release.</summary>
/// <param name="Version">The schema version the step leads to.</param>
/// <param name="Apply">Makes the change; throws when it cannot, and nothing of the step remains.</param>
internal sealed record SchemaStep(int Version, Action<SqliteConnection> Apply);

using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Journal;

/// <summary>
/// What facts are stored in: transactions of rows that succeed or fail as a whole, with the database's own numbers for what
/// went wrong. One thread.
/// </summary>
public interface IFactDatabase
{
    /// <summary>The file, for sentences.</summary>
    string Path { get; }

    /// <summary>The database's code of the last row.</summary>
    int LastRowCode { get; }

    /// <summary>Begins a transaction; false with the code when the database refuses.</summary>
    bool TryBegin(out int code);

    /// <summary>Adds a fact to the transaction.</summary>
    RowOutcome Write(in Fact fact, Instrument? instrument);

    /// <summary>Commits; false when the database refuses, and then nothing of the transaction is stored.</summary>
    bool TryCommit(out int code);

    /// <summary>Undoes the transaction, if the database has not done so already.</summary>
    void Rollback();

    /// <summary>A sentence for a code, with the file's name. Allocates: for the slow path.</summary>
    string Describe(int code);
}

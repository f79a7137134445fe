namespace Engine.Core.Journal;

/// <summary>What became of one row.</summary>
public enum RowOutcome : byte
{
    /// <summary>It stands in the transaction.</summary>
    Stored,

    /// <summary>It was there already.</summary>
    Duplicate,

    /// <summary>It can never be stored; the rest of the transaction can.</summary>
    Refused,

    /// <summary>The database failed; the whole transaction has to be tried again.</summary>
    Failed,
}

namespace Engine.Native.Storage.Recovery;

/// <summary>A session whose orders may still be open.</summary>
/// <param name="LabelSession">Its number, as it stands in its orders' labels.</param>
/// <param name="Account">The account it traded.</param>
/// <param name="Environment">paper, test or prod; empty where this database does not know the session.</param>
/// <param name="Url">The venue's address; empty where this database does not know the session.</param>
/// <param name="Orders">How many orders of it may still be open.</param>
public sealed record OpenSession(int LabelSession, string Account, string Environment, string Url, long Orders);

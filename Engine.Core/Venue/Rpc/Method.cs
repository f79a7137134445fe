using Engine.Core.Venue.Rpc.Limits;
using Engine.Core.Venue.Rpc.Login;

namespace Engine.Core.Venue.Rpc;

/// <summary>One RPC method.</summary>
/// <param name="Name">With its <c>public/</c> or <c>private/</c>.</param>
/// <param name="Run">Reads parameters, acts, and writes the result's value, or refuses.</param>
/// <param name="Credits">What it costs.</param>
internal sealed record Method(string Name, Action<Call> Run, CreditClass Credits = CreditClass.Default)
{
    /// <summary>Needs a login.</summary>
    public bool IsPrivate { get; } = Name.StartsWith("private/", StringComparison.Ordinal);

    /// <summary>Orders faults: there is no such method unless the exchange was opened with them.</summary>
    public bool IsControl { get; } = Name.StartsWith("control/", StringComparison.Ordinal);

    /// <summary>Needs a connection that stays.</summary>
    public bool WebSocketOnly { get; init; }

    /// <summary>Changes orders: needs the right to trade.</summary>
    public bool Trades { get; init; }

    /// <summary>What it costs when that depends on its parameters; <see cref="Credits"/> otherwise.</summary>
    public Func<Call, CreditClass>? CreditsOf { get; init; }

    /// <summary>What it asks of the token's scope.</summary>
    public Permission Needs => _needs ??= Permission.Of(this);

    private Permission? _needs;

    /// <summary>Goes through the matching engine, whose latency it has.</summary>
    public bool IsMatching => Credits is CreditClass.Matching or CreditClass.CancelAll or CreditClass.MassQuote;
}

namespace Engine.Core.Venue.Rpc.Login;

/// <summary>What a method asks of a token's scope.</summary>
/// <param name="Trade">Orders, trades and positions.</param>
/// <param name="Account">Money and settings.</param>
/// <param name="Wallet">What comes in and goes out.</param>
internal readonly record struct Permission(Right Trade, Right Account, Right Wallet = Right.None)
{
    /// <summary>What a method needs, by its name; what only concerns the connection needs a login and nothing more.</summary>
    public static Permission Of(Method method)
    {
        if (!method.IsPrivate)
            return default;
        if (method.Trades)
            return new Permission(Right.ReadWrite, Right.None);
        ReadOnlySpan<char> name = method.Name.AsSpan("private/".Length);
        if (name is "subscribe" or "unsubscribe" or "unsubscribe_all" or "logout")
            return default;
        if (name.EndsWith("cancel_on_disconnect") || name.StartsWith("get_account_summar") || name is "get_transaction_log" or "get_subaccounts")
            return new Permission(Right.None, Right.Read);
        if (name is "get_deposits" or "get_withdrawals" or "get_transfers" or "get_address_book" || name.EndsWith("_deposit_address"))
            return new Permission(Right.None, Right.None, Right.Read);
        return new Permission(Right.Read, Right.None);
    }

    /// <summary>Whether a scope lets a private channel be seen.</summary>
    public static bool Sees(Scope scope, string channel) =>
        (channel.StartsWith("user.portfolio", StringComparison.Ordinal) ? scope.Account : scope.Trade) != Right.None;

    /// <summary>Whether a scope grants it.</summary>
    public bool IsGrantedBy(Scope scope) => scope.Trade >= Trade && scope.Account >= Account && scope.Wallet >= Wallet;
}

using Engine.Core.Venue.Desk;

namespace Engine.Core.Venue.Rpc.Methods.Profile;

/// <summary>
/// Methods of the protocol that mean nothing on a simulated exchange: moving money out, portfolio margin, block trades, keys and
/// subaccounts. A client that calls one is told so, and not that it had the name wrong.
/// </summary>
internal static class NotOfferedMethods
{
    private static readonly string[] s_names =
    [
        "withdraw", "cancel_withdrawal", "cancel_transfer_by_id",
        "submit_transfer_to_subaccount", "submit_transfer_to_user", "submit_transfer_between_subaccounts",
        "add_to_address_book", "remove_from_address_book", "update_in_address_book",
        "get_portfolio_margins", "simulate_portfolio", "change_margin_model", "get_reward_eligibility",
        "verify_block_trade", "execute_block_trade", "simulate_block_trade", "approve_block_trade", "reject_block_trade", "get_block_trade",
        "invalidate_block_trade_signature", "move_positions", "create_combo", "get_leg_prices", "create_block_rfq", "get_block_rfqs",
        "create_api_key", "edit_api_key", "enable_api_key", "disable_api_key", "remove_api_key", "reset_api_key", "list_api_keys",
        "change_api_key_name", "change_scope_in_api_key", "create_subaccount", "remove_subaccount", "change_subaccount_name",
        "toggle_subaccount_login", "toggle_notifications_from_subaccount", "set_email_for_subaccount", "set_password_for_subaccount",
        "set_email_language", "set_announcement_as_read", "set_disabled_trading_products", "enable_affiliate_program",
    ];

    public static IEnumerable<Method> All =>
        s_names.Select(name => new Method("private/" + name, call => call.Refuse(Refusal.MethodSwitchedOff)));
}

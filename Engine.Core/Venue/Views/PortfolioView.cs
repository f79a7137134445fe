using System.Text;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Clearing;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Views;

/// <summary>A wallet as <c>user.portfolio</c> and the account summary show it.</summary>
internal static class PortfolioView
{
    private const string Products =
        """[{"enabled":true,"product":"perpetual","overwriteable":false,"requires_consent":false},{"enabled":true,"product":"futures","overwriteable":false,"requires_consent":false},{"enabled":true,"product":"options","overwriteable":false,"requires_consent":false},{"enabled":true,"product":"future_combos","overwriteable":false,"requires_consent":false},{"enabled":true,"product":"option_combos","overwriteable":false,"requires_consent":false},{"enabled":true,"product":"spots","overwriteable":false,"requires_consent":false}]""";

    private static readonly byte[] s_products = Encoding.ASCII.GetBytes(Products);

    /// <summary>The notification's object.</summary>
    public static void Portfolio(JsonText to, Ledger ledger, Account account, Wallet wallet, Listing[] listings)
    {
        var page = new Page(to, ledger.Standing(wallet), wallet, Places(wallet));
        to.BeginObject();
        page.Money("equity"u8, page.Standing.Equity);
        page.Money("session_upl"u8, page.Standing.SessionUnrealised);
        page.Money("projected_delta_total"u8, page.Standing.Delta);
        page.Zeros("additional_reserve"u8);
        to.Float("estimated_liquidation_ratio"u8, Ratio(page.Standing, wallet, listings));
        to.Ascii("margin_model"u8, "segregated_sm"u8);
        page.Zeros("options_theta"u8, "locked_balance"u8, "options_pl"u8);
        to.Bool("portfolio_margining_enabled"u8, false);
        page.Money("total_pl"u8, page.Standing.TotalUnrealised);
        page.Zeros("spot_reserve"u8);
        page.Margins();
        page.Zeros("options_vega"u8, "options_session_rpl"u8);
        Empty(to, "options_vega_map"u8);
        page.Money("maintenance_margin"u8, page.Standing.MaintenanceMargin);
        page.Money("futures_session_rpl"u8, page.Standing.SessionRealised);
        DeltaMap(to, account, wallet, listings);
        page.Zeros("options_delta"u8);
        page.Money("projected_maintenance_margin"u8, page.Standing.MaintenanceMargin);
        page.Money("available_funds"u8, page.Standing.Available);
        page.Zeros("fee_balance"u8, "options_session_upl"u8, "options_gamma"u8);
        page.Money("futures_pl"u8, page.Standing.TotalUnrealised);
        Empty(to, "options_theta_map"u8);
        Empty(to, "options_gamma_map"u8);
        to.Bool("cross_collateral_enabled"u8, false);
        page.Zeros("options_value"u8);
        page.Money("delta_total"u8, page.Standing.Delta);
        page.Money("balance"u8, wallet.Balance);
        LiquidationMap(to, page.Standing, wallet, listings);
        page.Money("futures_session_upl"u8, page.Standing.SessionUnrealised);
        to.Text("currency"u8, wallet.Currency);
        page.Withdrawable();
        to.EndObject();
    }

    /// <summary>The answer's object; extended adds what identifies the account.</summary>
    public static void Summary(JsonText to, Ledger ledger, Account account, Wallet wallet, Listing[] listings, ReadOnlySpan<byte> limits, bool extended)
    {
        var page = new Page(to, ledger.Standing(wallet), wallet, Places(wallet));
        to.BeginObject();
        if (extended)
            to.Bool("block_rfq_self_match_prevention"u8, false);
        page.Money("equity"u8, page.Standing.Equity);
        page.Money("session_upl"u8, page.Standing.SessionUnrealised);
        page.Money("projected_delta_total"u8, page.Standing.Delta);
        if (extended)
        {
            to.Int("id"u8, account.UserId);
            to.Bool("disable_kyc_verification"u8, true);
        }

        page.Zeros("additional_reserve"u8);
        to.Float("estimated_liquidation_ratio"u8, Ratio(page.Standing, wallet, listings));
        to.Ascii("margin_model"u8, "segregated_sm"u8);
        if (extended)
        {
            to.Ascii("type"u8, "main"u8);
            to.Text("username"u8, "user" + account.UserId);
        }

        page.Zeros("options_theta"u8, "locked_balance"u8, "options_pl"u8);
        if (extended)
            to.Ascii("self_trading_reject_mode"u8, Words.Of(account.SelfTrade));
        to.Bool("portfolio_margining_enabled"u8, false);
        page.Money("total_pl"u8, page.Standing.TotalUnrealised);
        page.Zeros("spot_reserve"u8);
        page.Money("session_rpl"u8, page.Standing.SessionRealised);
        if (extended)
            to.Null("referrer_id"u8);
        page.MarginsAfterRealised();
        if (extended)
            to.Text("email"u8, $"user{account.UserId}@example.invalid");
        page.Zeros("options_vega"u8, "options_session_rpl"u8);
        Empty(to, "options_vega_map"u8);
        page.Money("maintenance_margin"u8, page.Standing.MaintenanceMargin);
        if (extended)
            to.Raw("change_margin_model_api_limit"u8, """{"timeframe":86400000,"rate":10}"""u8);
        page.Money("futures_session_rpl"u8, page.Standing.SessionRealised);
        DeltaMap(to, account, wallet, listings);
        to.Raw("limits"u8, limits);
        page.Zeros("options_delta"u8);
        if (extended)
            to.Bool("receive_notifications"u8, false);
        page.Money("projected_maintenance_margin"u8, page.Standing.MaintenanceMargin);
        page.Money("available_funds"u8, page.Standing.Available);
        page.Zeros("fee_balance"u8, "options_session_upl"u8);
        if (extended)
            to.Bool("interuser_transfers_enabled"u8, false);
        page.Zeros("options_gamma"u8);
        if (extended)
            to.Bool("security_keys_enabled"u8, false);
        page.Money("futures_pl"u8, page.Standing.TotalUnrealised);
        Empty(to, "options_theta_map"u8);
        Empty(to, "options_gamma_map"u8);
        to.Bool("cross_collateral_enabled"u8, false);
        if (extended)
            to.Int("creation_timestamp"u8, 1_567_103_182_920);
        page.Zeros("options_value"u8);
        page.Money("delta_total"u8, page.Standing.Delta);
        page.Money("balance"u8, wallet.Balance);
        LiquidationMap(to, page.Standing, wallet, listings);
        if (extended)
        {
            to.Bool("mandatory_tfa"u8, false);
            to.Text("system_name"u8, "user" + account.UserId);
        }

        page.Money("futures_session_upl"u8, page.Standing.SessionUnrealised);
        if (extended)
        {
            to.Raw("trading_products_details"u8, s_products);
            to.Bool("mmp_enabled"u8, true);
        }

        to.Text("currency"u8, wallet.Currency);
        if (extended)
            to.Bool("self_trading_extended_to_subaccounts"u8, false);
        page.Withdrawable();
        to.EndObject();
    }

    private static int Places(Wallet wallet) => wallet.Currency == "ETH" ? 6 : 8;

    private static void Empty(JsonText to, ReadOnlySpan<byte> name)
    {
        to.BeginObject(name);
        to.EndObject();
    }

    private static void DeltaMap(JsonText to, Account account, Wallet wallet, Listing[] listings)
    {
        to.BeginObject("delta_total_map"u8);
        foreach (Listing listing in listings)
        {
            Position position = account.Positions[listing.Id];
            if (listing.Contract.Terms.Settlement != wallet.Currency || !position.WasTraded)
                continue;
            decimal delta = listing.Contract.IsInverse ? position.ValueAt(listing.Mark.Mark) : listing.Contract.Amount(position.Lots);
            to.Money(listing.Contract.IndexUtf8, delta, 9);
        }

        to.EndObject();
    }

    private static void LiquidationMap(JsonText to, in Standing standing, Wallet wallet, Listing[] listings)
    {
        to.BeginObject("estimated_liquidation_ratio_map"u8);
        foreach (Position position in wallet.Positions)
        {
            if (position.WasTraded)
                to.Float(position.Contract.IndexUtf8, Ratio(standing, position, listings));
        }

        to.EndObject();
    }

    /// <summary>Of the wallet as a whole: of its first open position, which is the only one of an inverse wallet.</summary>
    private static double Ratio(in Standing standing, Wallet wallet, Listing[] listings)
    {
        Position? open = wallet.Positions.Find(position => position.Lots != 0);
        return open is null ? 0 : Ratio(standing, open, listings);
    }

    /// <summary>Liquidation price as a multiple of the mark; 0 where no price does it.</summary>
    private static double Ratio(in Standing standing, Position position, Listing[] listings)
    {
        double mark = listings[position.Contract.Instrument.Id].Mark.MarkE9 / 1e9;
        return LiquidationPrice.Of(position, mark, standing) is double price ? Math.Round(price / mark, 8) : 0;
    }

    /// <summary>Members that several places of the object share.</summary>
    private readonly ref struct Page(JsonText to, Standing standing, Wallet wallet, int places)
    {
        public Standing Standing { get; } = standing;

        public void Money(ReadOnlySpan<byte> name, decimal value) => to.Money(name, value, places);

        public void Zeros(ReadOnlySpan<byte> a) => to.Float(a, 0);

        public void Zeros(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
        {
            Zeros(a);
            Zeros(b);
        }

        public void Zeros(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c)
        {
            Zeros(a, b);
            Zeros(c);
        }

        public void Margins()
        {
            Money("session_rpl"u8, Standing.SessionRealised);
            MarginsAfterRealised();
        }

        public void MarginsAfterRealised()
        {
            Money("initial_margin"u8, Standing.InitialMargin);
            Money("projected_initial_margin"u8, Standing.InitialMargin);
            Money("margin_balance"u8, Standing.Equity);
        }

        /// <summary>What may leave: cash or equity, whichever is less, without margin, rounded down.</summary>
        public void Withdrawable()
        {
            decimal free = Math.Min(wallet.Balance, Standing.Equity) - Standing.InitialMargin;
            Money("available_withdrawal_funds"u8, Math.Max(0, Math.Round(free, places, MidpointRounding.ToNegativeInfinity)));
        }
    }
}

using Engine.Core.Venue.Catalogue;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Views;

/// <summary>A currency as <c>public/get_currencies</c> shows it.</summary>
internal static class CurrencyView
{
    public static void Write(JsonText to, Currency currency)
    {
        to.BeginObject();
        to.Int("decimals"u8, currency.Decimals);
        to.Text("currency"u8, currency.Name);
        to.Float("apr"u8, currency.Apr);
        to.Float("min_withdrawal_fee"u8, currency.WithdrawalFee);
        to.Float("withdrawal_fee"u8, currency.WithdrawalFee);
        to.Text("coin_type"u8, currency.Name);
        to.BeginArray("withdrawal_priorities"u8);
        to.EndArray();
        to.Float("network_fee"u8, currency.NetworkFee);
        to.Text("network_currency"u8, currency.Network);
        to.Int("min_confirmations"u8, currency.Confirmations);
        to.Text("currency_long"u8, currency.LongName);
        to.Bool("in_cross_collateral_pool"u8, currency.IsCrossCollateral);
        to.Int("onchain_operations_precision"u8, currency.Precision);
        to.Text("currency_uuid"u8, InstrumentView.Uuid(currency.Name));
        to.EndObject();
    }
}

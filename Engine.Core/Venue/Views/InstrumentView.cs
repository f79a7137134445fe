using System.Text;
using Engine.Core.Primitives;
using Engine.Core.Venue.Catalogue;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Views;

/// <summary>One instrument as <c>public/get_instruments</c> shows it.</summary>
internal static class InstrumentView
{
    public static void Write(JsonText to, Listing listing)
    {
        Contract contract = listing.Contract;
        Terms terms = contract.Terms;
        ListingParticulars shown = terms.Particulars;
        bool inverse = contract.IsInverse;
        to.BeginObject();
        to.BeginArray("tick_size_steps"u8);
        to.EndArray();
        to.FloatE9("block_trade_tick_size"u8, shown.BlockTickE9);
        to.Text("quote_currency"u8, terms.Counter);
        to.Text("price_index"u8, terms.Index);
        to.Ascii("instrument_type"u8, inverse ? "reversed"u8 : "linear"u8);
        to.Ascii("future_type"u8, inverse ? "reversed"u8 : "linear"u8);
        to.Ascii("kind"u8, "future"u8);
        to.Int("max_leverage"u8, terms.MaxLeverage);
        to.Text("underlying_type"u8, shown.UnderlyingType);
        to.Text("product_group"u8, terms.Settlement);
        to.Ascii("state"u8, Words.Of(listing.State));
        to.Int("expiration_timestamp"u8, 32_503_708_800_000);
        ContractSize(to, "contract_size"u8, contract);
        ContractSize(to, "min_trade_amount"u8, contract);
        to.Int("instrument_id"u8, terms.InstrumentId);
        to.Int("creation_timestamp"u8, terms.CreatedMs);
        to.Text("base_currency_uuid"u8, shown.BaseUuid ?? Uuid(terms.Base));
        to.Bool("is_active"u8, listing.State != BookState.Inactive);
        to.Int("lot_size"u8, 1);
        to.Float("taker_commission"u8, (double)terms.TakerFee);
        to.FloatE9("tick_size"u8, listing.TickE9);
        to.Float("block_trade_commission"u8, (double)shown.BlockCommission);
        to.Text("settlement_currency"u8, terms.Settlement);
        to.Text("instrument_name"u8, terms.Name);
        to.Int("block_trade_min_trade_amount"u8, shown.BlockMinAmount);
        to.Float("max_liquidation_commission"u8, (double)shown.LiquidationCommission);
        to.Int("max_non_default_leverage"u8, shown.MaxNonDefaultLeverage);
        to.Int("index_id"u8, shown.IndexId ?? 1_000_000 + (terms.InstrumentId % 1000));
        to.Text("counter_currency"u8, terms.Counter);
        to.Text("base_currency"u8, terms.Base);
        to.Float("maker_commission"u8, (double)terms.MakerFee);
        to.Ascii("settlement_period"u8, "perpetual"u8);
        to.Text("quote_currency_uuid"u8, shown.QuoteUuid ?? Uuid(terms.Counter));
        to.EndObject();
    }

    /// <summary>A whole size is an integer at the venue, but for the ten dollars of the bitcoin contract.</summary>
    public static void ContractSize(JsonText to, ReadOnlySpan<byte> name, Contract contract)
    {
        long lotE9 = contract.Instrument.LotE9;
        if (lotE9 % Decimals.One == 0 && (!contract.IsInverse || lotE9 == Decimals.One))
            to.Int(name, lotE9 / Decimals.One);
        else
            to.FloatE9(name, contract.Instrument.LotE9);
    }

    /// <summary>A stable identifier in UUID form, made from the currency's name.</summary>
    internal static string Uuid(string currency)
    {
        ulong hash = 14695981039346656037;
        foreach (byte b in Encoding.ASCII.GetBytes(currency))
            hash = (hash ^ b) * 1099511628211;
        string hex = $"{hash:x16}{hash * 0x9E3779B97F4A7C15:x16}";
        return $"{hex[..8]}-{hex[8..12]}-5{hex[13..16]}-a{hex[17..20]}-{hex[20..32]}";
    }
}

using Engine.Core.Primitives;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Desk.Making;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;
using Engine.Core.Venue.Rpc.Limits;

namespace Engine.Core.Venue.Rpc.Methods.Making;

/// <summary>Mass quotes: many quotes in one request, and taking them back. Open to every account of this venue.</summary>
internal static class MassQuoteMethods
{
    private const int MaxText = 64;

    public static IEnumerable<Method> All =>
    [
        new("private/mass_quote", MassQuote, CreditClass.MassQuote) { Trades = true },
        new("private/cancel_quotes", CancelQuotes, CreditClass.CancelAll) { Trades = true },
    ];

    private static void MassQuote(Call call)
    {
        string quoteId = call.RequiredText("quote_id"u8);
        string? name = ProtectionMethods.GroupName(call);
        bool detailed = call.Flag("detailed"u8) ?? false;
        bool wait = call.Flag("wait_for_response"u8) ?? true;
        long validUntilMs = call.Int("valid_until"u8) ?? 0;
        if (name is null)
            call.Refuse(Refusal.Missing("mmp_group"));
        if (quoteId.Length > MaxText)
            call.Refuse(Refusal.InvalidParam("quote_id", "value is too long"));
        List<QuoteItem> items = QuoteForm.Read(call);
        if (call.Credits?.PayMassQuote(Math.Max(1, items.Sum(item => item.Count)), call.NowNs) is Refusal poor)
            call.Refuse(poor);
        ProtectionGroup? group = call.Failed ? null : Group(call, name!, items);
        if (validUntilMs != 0 && call.NowMs > validUntilMs)
            call.Refuse(Refusal.TimedOut);
        if (call.Failed)
            return;
        var answer = new QuoteAnswer(call);
        foreach (QuoteItem item in items)
            Quote(call, group!, item, quoteId, answer);
        answer.Give(detailed, wait);
    }

    /// <summary>The group that protects the quotes, where the request as a whole can be done.</summary>
    private static ProtectionGroup? Group(Call call, string name, List<QuoteItem> items)
    {
        if (!call.Session.CancelOnDisconnect.Contains(call.Account))
            call.Refuse(Refusal.CancelOnDisconnectRequired);
        string index = items[0].Listing.Contract.Terms.Index;
        if (items.Exists(item => item.Listing.Contract.Terms.Index != index))
            call.Refuse(Refusal.InvalidParam("quotes", "must be of one index"));
        ProtectionGroup? group = call.Exchange.Guard.Groups.Find(call.Account.Id, index, name);
        if (group is null)
            call.Refuse(Refusal.InvalidParam("mmp_group", "not found"));
        else if (group.FrozenUntilMs(call.NowNs / 1_000_000) is not null)
            call.Refuse(Refusal.MmpTriggered);
        if (call.Exchange.Quotes.IsFrozen(call.Account))
            call.Refuse(Refusal.QuotesFrozen);
        return group;
    }

    /// <summary>The side that moves away from the other goes first, so that a quote does not meet itself.</summary>
    private static void Quote(Call call, ProtectionGroup group, QuoteItem item, string quoteId, QuoteAnswer answer)
    {
        Order? bid = QuoteDesk.Standing(call.Account, item.Listing, Side.Buy, group.Name!);
        bool up = bid is not null && item.Bid?.PriceE9 > bid.PriceTicks * item.Listing.Instrument.TickE9;
        Side first = up ? Side.Sell : Side.Buy;
        Leg(call, group, item, first, quoteId, answer);
        Leg(call, group, item, first.Opposite(), quoteId, answer);
    }

    private static void Leg(Call call, ProtectionGroup group, QuoteItem item, Side side, string quoteId, QuoteAnswer answer)
    {
        if ((side == Side.Buy ? item.Bid : item.Ask) is not QuoteItem.QuoteLeg leg)
            return;
        var request = new QuoteRequest
        {
            Side = side,
            PriceE9 = leg.PriceE9,
            AmountE9 = leg.AmountE9,
            PostOnly = leg.PostOnly,
            RejectPostOnly = leg.RejectPostOnly,
            Mark = new QuoteMark(group.Name!, quoteId, item.QuoteSetId),
            SessionId = call.Session.Id,
        };
        Refusal? refusal = call.Exchange.Quotes.Quote(group, item.Listing, request, out Order? order);
        answer.Add(item.Listing, side, refusal, order);
    }

    private static void CancelQuotes(Call call)
    {
        string type = call.RequiredText("cancel_type"u8);
        if (!call.Failed && !call.Session.CancelOnDisconnect.Contains(call.Account))
            call.Refuse(Refusal.CancelOnDisconnectRequired);
        Func<Order, bool> which = Which(call, type);
        if (!call.Failed)
            CancelMethods.Many(call, order => order.Quote is not null && which(order));
    }

    private static Func<Order, bool> Which(Call call, string type)
    {
        switch (type)
        {
            case "all":
                return _ => true;
            case "quote_set_id":
                string set = call.RequiredText("quote_set_id"u8);
                return order => order.Quote!.QuoteSetId == set;
            case "instrument":
                Listing listing = call.Listing();
                return order => order.Listing == listing.Id;
            case "currency" or "instrument_kind":
                string? currency = call.Currency(required: type == "currency");
                string? kind = call.Word("kind"u8, "any", "future", "option", "spot", "future_combo", "option_combo", "combo");
                return order => (kind is null or "any" or "future") && (currency is null or "any" || Settles(call, order, currency));
            case "currency_pair":
                string pair = call.RequiredText("currency_pair"u8);
                if (!call.Failed && !Array.Exists(call.Exchange.Listings, candidate => candidate.Contract.Terms.Index == pair))
                    call.Refuse(Refusal.InvalidParam("currency_pair", "wrong format"));
                return order => call.Exchange.Listings[order.Listing].Contract.Terms.Index == pair;
            case "delta":
                // Only options have the delta that is meant.
                if (call.Decimal("min_delta"u8) is null)
                    call.Refuse(Refusal.Missing("min_delta"));
                if (call.Decimal("max_delta"u8) is null)
                    call.Refuse(Refusal.Missing("max_delta"));
                return _ => false;
            default:
                call.Refuse(Refusal.InvalidParam("cancel_type", "wrong format"));
                return _ => false;
        }
    }

    private static bool Settles(Call call, Order order, string? currency) =>
        call.Exchange.Listings[order.Listing].Contract.Terms.Settlement == currency;
}

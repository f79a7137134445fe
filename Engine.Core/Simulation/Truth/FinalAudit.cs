using Engine.Core.Journal.Intents;
using Engine.Core.Simulation.Trader;
using Engine.Core.Venue;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Simulation.Truth;

/// <summary>What must hold when everything is over: nothing left open, every fill in the journal once, all money where it belongs.</summary>
internal static class FinalAudit
{
    /// <summary>Looks at the venue and the journal; the first thing wrong is reported.</summary>
    public static void Check(Exchange exchange, TraderSetup setup, ModelJournal journal, Oracle oracle)
    {
        Account account = exchange.Ledger.Of(setup.Key);
        foreach (Order order in account.OpenOrders)
        {
            if (Oracle.IsOurs(order.Label))
                oracle.Report(Invariant.NothingLeft, $"{order.Label} is open after the stop");
        }

        long stored = 0;
        for (int i = 0; i < setup.Instruments.Length; i++)
        {
            Listing listing = exchange.FindListing(setup.Instruments[i])!;
            long heldE9 = account.Positions[listing.Id].Lots * listing.Instrument.LotE9;
            if (journal.PositionE9(i) != heldE9)
                oracle.Report(Invariant.Fills, $"fills and adjustments in the journal come to {journal.PositionE9(i) / 1e9} of {listing.Instrument.Name}, the venue holds {heldE9 / 1e9}");
            foreach (UserTrade trade in account.TradesByListing[listing.Id])
            {
                stored++;
                CheckFill(i, listing, trade, journal, oracle);
            }
        }

        if (journal.Fills.Count != stored)
            oracle.Report(Invariant.Fills, $"the journal has {journal.Fills.Count} fills, the venue {stored}");
        foreach (LeftOrder left in journal.Unresolved())
            oracle.Report(Invariant.NothingLeft, $"what became of {left.Label} was never found out");
        CheckMoney(exchange, oracle);
    }

    private static void CheckFill(int instrument, Listing listing, UserTrade trade, ModelJournal journal, Oracle oracle)
    {
        string name = $"the fill {trade.Print.Sequence} of {listing.Instrument.Name} ({trade.Side} {trade.Print.Lots} lots, label \"{trade.Label}\")";
        if (!journal.Fills.TryGetValue((instrument, trade.Print.Sequence, trade.Side), out StoredFill stored))
        {
            oracle.Report(Invariant.Fills, $"{name} is not in the journal");
            return;
        }

        long feeE9 = (long)(trade.Fee * 1_000_000_000m);
        string label = stored.Label.IsOurs ? stored.Label.ToString() : "";
        bool same = stored.PriceE9 == trade.Print.PriceTicks * listing.Instrument.TickE9 && stored.AmountE9 == trade.Print.Lots * listing.Instrument.LotE9
            && stored.FeeE9 == feeE9 && label == (Oracle.IsOurs(trade.Label) ? trade.Label : "");
        if (!same)
            oracle.Report(Invariant.Fills, $"{name} stands in the journal as {stored}");
    }

    /// <summary>What all accounts hold and have paid in fees is what was paid in, to the last digit.</summary>
    public static void CheckMoney(Exchange exchange, Oracle oracle)
    {
        Dictionary<string, decimal> sums = [];
        foreach ((string _, string currency, decimal held) in exchange.Holdings())
            sums[currency] = sums.GetValueOrDefault(currency) + held;
        foreach ((string _, string currency, decimal _, decimal fees) in exchange.Books())
            sums[currency] = sums.GetValueOrDefault(currency) + fees;
        foreach ((string currency, decimal sum) in sums)
        {
            decimal paidIn = exchange.Options.Deposits.Where(deposit => deposit.Currency == currency).Sum(deposit => deposit.Balance) + oracle.PaidIn.GetValueOrDefault(currency);
            if (sum != paidIn)
                oracle.Report(Invariant.Money, $"all accounts together hold {sum} {currency}, {paidIn} was paid in");
        }
    }
}

using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Catalogue;
using Engine.Core.Venue.Faults.Forms;

namespace Engine.Core.Venue.Faults.Acts;

/// <summary>What is done to the venue itself: at a moment, or for a while with what undoes it.</summary>
internal static class VenueActs
{
    /// <summary>What this exchange cannot do; null when it can.</summary>
    public static FaultMistake? Check(Exchange exchange, Fault fault)
    {
        string listed = string.Join(", ", exchange.Listings.Select(listing => listing.Instrument.Name));
        if (fault.Instrument is not null && exchange.FindListing(fault.Instrument) is null)
            return new FaultMistake("instrument", fault.Instrument, "one that is listed: " + listed);
        if (fault.Index is not null && exchange.Listings.All(listing => listing.Contract.Terms.Index != fault.Index))
            return new FaultMistake("index", fault.Index, "that of a listed instrument: " + string.Join(", ", exchange.Listings.Select(listing => listing.Contract.Terms.Index).Distinct()));
        if (fault.Method is not null && !IsOfMethods(fault.Method))
            return new FaultMistake("method", fault.Method, "a method, or a pattern that fits one, such as private/*");
        if (fault.On?.Contains('/') == true && !IsOfMethods(fault.On))
            return new FaultMistake("on", fault.On, "a method, or a pattern that fits one, such as private/*");
        if (fault.Currency is not null && exchange.Ledger.Crowd.Wallet(fault.Currency) is null)
            return new FaultMistake("currency", fault.Currency, "one of " + string.Join(", ", exchange.Ledger.Crowd.Wallets.Select(wallet => wallet.Currency)));
        if (fault.Kind == FaultKind.TickSize && exchange.Options.Replay is not null)
            return new FaultMistake(FaultReading.KindKey, "tick_size", "a kind that leaves the prices of a recording as they were");
        if (fault.Kind == FaultKind.TickSize && !TickChange.Fits(exchange.FindListing(fault.Instrument!)!, fault.Value))
        {
            decimal unit = Contract.FromE9(exchange.FindListing(fault.Instrument!)!.Instrument.TickE9);
            return new FaultMistake("tick_size", fault.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), System.FormattableString.Invariant($"{unit} or a multiple of it, far below the price"));
        }

        return null;
    }

    private static bool IsOfMethods(string pattern) => Exchange.Methods.Any(name => Pattern.Fits(pattern, name));

    /// <summary>Begins what lasts; gives what undoes it.</summary>
    public static Action? Begin(Exchange exchange, ActiveFault fault)
    {
        Fault what = fault.Fault;
        if (what.Kind is not (FaultKind.HalfOpen or FaultKind.CodFailure or FaultKind.Stall or FaultKind.Maintenance))
            fault.Strike();
        return what.Kind switch
        {
            FaultKind.HalfOpen => SessionActs.HalfOpen(exchange, fault),
            FaultKind.Maintenance => PlatformActs.Maintain(exchange),
            FaultKind.Lock => PlatformActs.Lock(exchange, what.Index),
            FaultKind.TickSize => TickChange.Begin(exchange, exchange.FindListing(what.Instrument!)!, what.Value),
            FaultKind.InstrumentState => PlatformActs.Set(exchange, exchange.FindListing(what.Instrument!)!, what.How),
            FaultKind.ClockStep => StepClock(exchange, what.DelayNs),
            _ => null,
        };
    }

    /// <summary>Does what happens at a moment.</summary>
    public static void Strike(Exchange exchange, ActiveFault fault)
    {
        Fault what = fault.Fault;
        switch (what.Kind)
        {
            case FaultKind.Deposit:
                Account account = exchange.Ledger.Of(what.Key!);
                exchange.Ledger.Deposit(account, account.Wallet(what.Currency!)!, what.Value);
                Tell(exchange, account);
                break;
            case FaultKind.Liquidate:
                Liquidation.Close(exchange, exchange.Ledger.Of(what.Key!), what.Instrument);
                break;
            case FaultKind.PriceJump:
                exchange.Jump(what.Index, 1 + (double)(what.Value / 100));
                break;
            case FaultKind.Restart:
                Outage.Restart(exchange, keepsOrders: what.How != "lose", what.DelayNs);
                break;
            case FaultKind.StateLoss:
                Outage.LoseState(exchange, losesOrders: what.How != "trades", losesTrades: what.How is "trades" or "all");
                break;
        }
    }

    private static Action StepClock(Exchange exchange, long stepNs)
    {
        exchange.StepClock(stepNs);
        return () => exchange.StepClock(-stepNs);
    }

    private static void Tell(Exchange exchange, Account account)
    {
        foreach (Channels.Users.PrivateChannel channel in exchange.Channels.Of(account))
            channel.OnPrices();
    }
}

using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Rpc.Sessions;
using Engine.Core.Venue.Text;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Channels.Users;

/// <summary>
/// <c>user.portfolio.{currency|any}</c>: at once after a trade, and within a tenth of a second after orders or mark prices changed
/// the figures. <c>any</c> tells of each currency in a message of its own, under the name that was subscribed.
/// </summary>
internal sealed class UserPortfolioChannel(string name, Outlet outlet, Account account, Wallet[] wallets, Ledger ledger, Listing[] listings)
    : PrivateChannel(name, outlet, account, Interval.Fast)
{
    private readonly Standing[] _sent = new Standing[wallets.Length];
    private bool _isDirty;

    /// <summary>Whether it is about no wallet at all.</summary>
    public bool IsSilent => wallets.Length == 0;

    public override void OnStep(Listing listing, AccountStep step)
    {
        _isDirty |= step.Orders.Count > 0;
        if (step.Trades.Count > 0)
            Flush();
    }

    public override void OnPrices() => _isDirty = true;

    public override void OnMoney()
    {
        _isDirty = true;
        Flush();
    }

    public override void Flush()
    {
        if (!_isDirty || IsIdle)
            return;
        _isDirty = false;
        for (int i = 0; i < wallets.Length; i++)
        {
            Standing standing = ledger.Standing(wallets[i]);
            if (standing == _sent[i])
                continue;
            _sent[i] = standing;
            Send(Portfolio(i));
        }
    }

    public override void Greet(Session session)
    {
        for (int i = 0; i < wallets.Length; i++)
            Send(Portfolio(i), session);
    }

    private JsonText Portfolio(int wallet)
    {
        JsonText message = Begin();
        PortfolioView.Portfolio(message, ledger, Account, wallets[wallet], listings);
        return message;
    }
}

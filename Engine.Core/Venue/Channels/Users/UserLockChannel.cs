using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Rpc.Sessions;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Channels.Users;

/// <summary><c>user.lock</c>: whether the venue has the account in its hands, at once and whenever that changes.</summary>
internal sealed class UserLockChannel(string name, Outlet outlet, Account account) : PrivateChannel(name, outlet, account, Interval.Raw)
{
    public override void OnStep(Listing listing, AccountStep step)
    {
    }

    public override void OnLock()
    {
        if (!IsIdle)
            Send(State());
    }

    public override void Greet(Session session) => Send(State(), session);

    private JsonText State()
    {
        JsonText message = Begin();
        message.BeginObject();
        message.Bool("locked"u8, Account.IsInLiquidation);
        message.Ascii("currency"u8, "ALL"u8);
        message.EndObject();
        return message;
    }
}

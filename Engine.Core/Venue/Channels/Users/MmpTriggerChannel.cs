using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Desk.Making;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Channels.Users;

/// <summary><c>user.mmp_trigger.{index_name}</c>: until when quoting is stopped, 0 for until a reset; the group where it is one of mass quotes.</summary>
internal sealed class MmpTriggerChannel(string name, Outlet outlet, Account account, string index)
    : PrivateChannel(name, outlet, account, Interval.Raw)
{
    public override void OnStep(Listing listing, AccountStep step)
    {
    }

    public void OnTrigger(ProtectionGroup group, long frozenUntilMs)
    {
        if (IsIdle || group.Index != index)
            return;
        JsonText message = Begin();
        message.BeginObject();
        message.Int("frozen_until"u8, frozenUntilMs);
        if (group.Name is string named)
            message.Text("mmp_group"u8, named);
        message.EndObject();
        Send(message);
    }
}

using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Desk.Making;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Rpc.Methods.Making;

/// <summary>
/// Market-maker protection: its limits, its state, its reset. Block trades by request for quote are not traded here; <c>block_rfq</c> is
/// read and changes nothing.
/// </summary>
internal static class ProtectionMethods
{
    private const int MaxName = 64;

    public static IEnumerable<Method> All =>
    [
        new("private/set_mmp_config", Set) { Trades = true },
        new("private/get_mmp_config", Get),
        new("private/get_mmp_status", Status),
        new("private/reset_mmp", Reset) { Trades = true },
    ];

    /// <summary>Name of a group; null when absent.</summary>
    public static string? GroupName(Call call)
    {
        string? name = call.Text("mmp_group"u8);
        if (name is { Length: 0 or > MaxName })
            call.Refuse(Refusal.InvalidParam("mmp_group", "wrong format"));
        return name;
    }

    private static void Set(Call call)
    {
        string index = Index(call);
        string? name = GroupName(call);
        ProtectionLimits? limits = ProtectionForm.Read(call, index, out bool removes);
        if (call.Failed)
            return;
        Guard guard = call.Exchange.Guard;
        ProtectionGroup? group = guard.Groups.Find(call.Account.Id, index, name);
        if (removes)
        {
            if (group is not null)
                guard.Remove(group);
            Answer(call.Result, index, name, null, null);
            return;
        }

        if (group is not null)
        {
            // What is not given again is no limit any more; setting limits also lets quoting go on.
            group.Change(limits!);
            guard.Curtail(group);
        }
        else if (name is not null && Crowded(call, guard, name) is Refusal refusal)
        {
            call.Refuse(refusal);
            return;
        }
        else
            group = guard.Groups.Add(call.Account, index, name, limits!);

        Answer(call.Result, index, name, limits, null);
    }

    private static Refusal? Crowded(Call call, Guard guard, string name)
    {
        IReadOnlyList<ProtectionGroup> own = guard.Groups.Of(call.Account);
        if (own.Any(group => group.Name == name))
            return Refusal.InvalidParam("mmp_group", "already used for another index");
        return own.Count(group => group.Name is not null) >= ProtectionGroups.MaxNamed
            ? Refusal.InvalidParam("mmp_group", "too many groups")
            : null;
    }

    private static void Get(Call call)
    {
        IEnumerable<ProtectionGroup> groups = Asked(call);
        if (call.Failed)
            return;
        call.Result.BeginArray();
        foreach (ProtectionGroup group in groups)
            Answer(call.Result, group.Index, group.Name, group.Limits, group.Id);
        call.Result.EndArray();
    }

    private static void Status(Call call)
    {
        IEnumerable<ProtectionGroup> groups = Asked(call);
        if (call.Failed)
            return;
        call.Result.BeginArray();
        foreach (ProtectionGroup group in groups)
        {
            if (group.FrozenUntilMs(call.NowNs / 1_000_000) is not long until)
                continue;
            call.Result.BeginObject();
            call.Result.Text("index_name"u8, group.Index);
            call.Result.Int("frozen_until"u8, call.Exchange.Guard.Shown(until));
            if (group.Name is not null)
                call.Result.Text("mmp_group"u8, group.Name);
            call.Result.EndObject();
        }

        call.Result.EndArray();
    }

    private static void Reset(Call call)
    {
        call.RequiredText("index_name"u8);
        IEnumerable<ProtectionGroup> groups = Asked(call);
        if (call.Failed)
            return;
        foreach (ProtectionGroup group in groups)
            group.Reset();
        call.Result.Ascii("ok"u8);
    }

    /// <summary>Without an index all groups; with one its unnamed group, or the named one.</summary>
    private static IEnumerable<ProtectionGroup> Asked(Call call)
    {
        string? index = call.Text("index_name"u8);
        string? name = GroupName(call);
        call.Flag("block_rfq"u8);
        if (index is null && name is not null)
            call.Refuse(Refusal.Missing("index_name"));
        if (index is not (null or "all"))
            Known(call, index);
        IReadOnlyList<ProtectionGroup> own = call.Exchange.Guard.Groups.Of(call.Account);
        return index is null or "all"
            ? own.Where(group => name is null || group.Name == name)
            : own.Where(group => group.Index == index && group.Name == name);
    }

    private static string Index(Call call)
    {
        string index = call.RequiredText("index_name"u8);
        if (!call.Failed)
            Known(call, index);
        return index;
    }

    private static void Known(Call call, string index)
    {
        if (!Array.Exists(call.Exchange.Listings, listing => listing.Contract.Terms.Index == index))
            call.Refuse(Refusal.InvalidParam("index_name", "wrong format"));
    }

    private static void Answer(JsonText to, string index, string? name, ProtectionLimits? limits, int? id)
    {
        to.BeginObject();
        to.Text("index_name"u8, index);
        if (name is not null)
            to.Text("mmp_group"u8, name);
        to.Int("interval"u8, limits?.IntervalSeconds ?? 0);
        to.Int("frozen_time"u8, limits?.FrozenSeconds ?? 0);
        if (limits?.QuantityE9 is long quantity)
            to.FloatE9("quantity_limit"u8, quantity);
        if (limits?.DeltaE9 is long delta)
            to.FloatE9("delta_limit"u8, delta);
        if (limits?.VegaE9 is long vega)
            to.FloatE9("vega_limit"u8, vega);
        if (limits is not null)
            to.FloatE9("max_quote_quantity"u8, limits.MaxQuoteE9);
        if (id is int number)
            to.Int("id"u8, number);
        to.EndObject();
    }
}

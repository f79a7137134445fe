using System.Text;
using Engine.Core.Venue.Channels;
using Engine.Core.Venue.Channels.Users;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Rpc.Limits;
using Engine.Core.Venue.Rpc.Login;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Rpc.Methods;

/// <summary>Subscribing: only known channels are accepted, in an order of the venue's own; the rest is dropped without a word.</summary>
internal static class SubscriptionMethods
{
    private const int MaxChannels = 500;
    private const int MaxOfSession = 2000;
    private const int MaxLabel = 16;

    public static IEnumerable<Method> All =>
    [
        new("public/subscribe", Subscribe, CreditClass.Subscribe) { WebSocketOnly = true },
        new("private/subscribe", Subscribe, CreditClass.Subscribe) { WebSocketOnly = true },
        new("public/unsubscribe", Unsubscribe) { WebSocketOnly = true },
        new("private/unsubscribe", Unsubscribe) { WebSocketOnly = true },
        new("public/unsubscribe_all", UnsubscribeAll) { WebSocketOnly = true },
        new("private/unsubscribe_all", UnsubscribeAll) { WebSocketOnly = true },
    ];

    private static void Subscribe(Call call)
    {
        IReadOnlyList<string> names = call.RequiredTexts("channels"u8);
        byte[] insert = Insert(call);
        if (names.Count > MaxChannels)
            call.Refuse(Refusal.InvalidParam("channels", "too many channels"));
        if (call.Failed)
            return;
        var channels = new List<Channel>();
        int places = MaxOfSession - call.Session.Channels.Count;
        foreach (string name in names)
        {
            if (Find(call, name) is not Channel channel || channels.Contains(channel))
                continue;
            if (channel.NeedsLogin && call.Account is null)
            {
                call.Refuse(Refusal.RawNeedsAuthorization);
                return;
            }

            if (!call.Session.Channels.Contains(channel) && --places < 0)
                continue;
            channels.Add(channel);
        }

        foreach (Channel channel in channels)
        {
            channel.Admit();
            if (channel.TryAdd(call.Session, insert))
                call.Session.NewChannels.Add(channel);
            if (channel is PrivateChannel)
                call.Session.Openers.Extend(channel, call.Login!);
        }

        Answer(call, channels.Select(channel => channel.Name));
    }

    private static void Unsubscribe(Call call)
    {
        IReadOnlyList<string> names = call.RequiredTexts("channels"u8);
        if (call.Failed)
            return;
        var removed = new List<string>();
        foreach (string name in names)
        {
            Channel[] named = [.. call.Session.Channels.Where(channel => channel.Name == name)];
            foreach (Channel channel in named)
                channel.Remove(call.Session);
            if (named.Length > 0)
                removed.Add(name);
        }

        Answer(call, removed);
    }

    private static void UnsubscribeAll(Call call)
    {
        foreach (Channel channel in call.Session.Channels.ToArray())
            channel.Remove(call.Session);
        call.Result.Ascii("ok"u8);
    }

    private static Channel? Find(Call call, string name)
    {
        if (!name.StartsWith("user.", StringComparison.Ordinal))
            return call.Exchange.Channels.Public(name);
        // What the scope does not allow to see is dropped as what does not exist.
        if (call.Login is null || !Permission.Sees(call.Login.Scope, name))
            return null;
        return call.Session.Channels.Find(channel => channel.Name == name && channel is PrivateChannel own && own.Account == call.Account)
            ?? call.Exchange.Channels.Private(name, call.Account);
    }

    /// <summary>The venue lists what it accepted in the order of its own tables, not of the request.</summary>
    private static void Answer(Call call, IEnumerable<string> names)
    {
        call.Result.BeginArray();
        foreach (string name in names.OrderDescending(StringComparer.Ordinal))
            call.Result.Text(name);
        call.Result.EndArray();
    }

    private static byte[] Insert(Call call)
    {
        string? label = call.Text("label"u8);
        if (label is null)
            return [];
        if (label.Length > MaxLabel)
        {
            call.Refuse(Refusal.InvalidParam("label", "value is too long"));
            return [];
        }

        var text = new JsonText();
        text.BeginObject();
        text.Text("label"u8, label);
        return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text.Written[1..]) + ",");
    }
}

using System.Text;
using Engine.Core.Venue.Faults.Control;
using Engine.Core.Venue.Rpc.Methods;
using Engine.Core.Venue.Rpc.Methods.Making;
using Engine.Core.Venue.Rpc.Methods.Money;
using Engine.Core.Venue.Rpc.Methods.Orders;
using Engine.Core.Venue.Rpc.Methods.Profile;
using Engine.Core.Venue.Rpc.Methods.Public;
using Engine.Core.Venue.Rpc.Methods.Reference;

namespace Engine.Core.Venue.Rpc;

/// <summary>All methods by name.</summary>
internal static class MethodTable
{
    private static readonly Dictionary<string, Method> s_methods = Build();
    private static readonly Dictionary<string, Method>.AlternateLookup<ReadOnlySpan<char>> s_bySpan =
        s_methods.GetAlternateLookup<ReadOnlySpan<char>>();

    public static IEnumerable<string> Names => s_methods.Keys;

    public static Method? Find(string name) => s_methods.GetValueOrDefault(name);

    /// <summary>The name as the table's own text, without making a new one; null when there is no such method.</summary>
    public static string? Intern(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > 64)
            return null;
        Span<char> text = stackalloc char[64];
        int length = Encoding.Latin1.GetChars(utf8, text);
        return s_bySpan.TryGetValue(text[..length], out Method? method) ? method.Name : null;
    }

    private static Dictionary<string, Method> Build()
    {
        var all = new Dictionary<string, Method>(StringComparer.Ordinal);
        foreach (Method method in SessionMethods.All.Concat(SubscriptionMethods.All).Concat(PublicMethods.All)
            .Concat(OrderMethods.All).Concat(CancelMethods.All).Concat(OrderQueries.All).Concat(TradeQueries.All).Concat(AccountMethods.All)
            .Concat(TriggerHistory.All).Concat(ReferenceMethods.All).Concat(DeliveryPrices.All).Concat(ProfileMethods.All).Concat(SubaccountMethods.All)
            .Concat(WalletMethods.All).Concat(NotOfferedMethods.All)
            .Concat(MarginMethods.All).Concat(SettlementMethods.All).Concat(TransactionMethods.All).Concat(ControlMethods.All)
            .Concat(ProtectionMethods.All).Concat(MassQuoteMethods.All))
            all.Add(method.Name, method);
        return all;
    }
}

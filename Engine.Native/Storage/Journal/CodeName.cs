using Engine.Core.Events;

namespace Engine.Native.Storage.Journal;

/// <summary>The name of a number that stands in a table of the journal: a row of <c>codes</c>.</summary>
/// <param name="Domain">What kind of number: <c>order_state</c>, <c>order_cause</c>, <c>notice</c>, <c>gate_reject</c>, <c>session</c>.</param>
/// <param name="Code">The number.</param>
/// <param name="Name">Its name.</param>
public readonly record struct CodeName(string Domain, long Code, string Name)
{
    /// <summary>The members of an enumeration as codes of a domain.</summary>
    public static IEnumerable<CodeName> Of<TEnum>(string domain)
        where TEnum : struct, Enum =>
        Enum.GetValues<TEnum>().Select(value => new CodeName(domain, Convert.ToInt64(value, null), value.ToString()));

    /// <summary>The domains that the contracts of the engine define.</summary>
    public static IEnumerable<CodeName> Common =>
        [.. Of<NoticeKind>("notice"), .. Of<RejectReason>("gate_reject"), .. Of<SessionState>("session")];
}

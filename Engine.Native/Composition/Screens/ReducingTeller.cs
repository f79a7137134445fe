using System.Globalization;
using Engine.Core.Events;
using Engine.Core.Journal;
using Engine.Core.Link;
using Engine.Core.Primitives;
using Engine.Core.Risk;
using Engine.Core.Risk.Killing;
using Engine.Core.Risk.Modes;

namespace Engine.Native.Composition.Screens;

/// <summary>
/// Says in a sentence that a loss or the margin allows only what reduces the position, and when that ends, from the journal's thread, and
/// hands every fact on.
/// </summary>
internal sealed class ReducingTeller(IFactObserver next) : IFactObserver
{
    private ModeCause _told;

    /// <summary>What there is to say.</summary>
    public TroubleLog Troubles { get; } = new();

    /// <inheritdoc/>
    public void OnFact(in Fact fact, Instrument? instrument)
    {
        if (fact.Kind == FactKind.Notice && fact.Notice.What == NoticeKind.Mode)
            OnMode((TradingMode)(fact.Notice.Number & 0xFF), (ModeCause)(fact.Notice.Number >> 8), fact.Notice.Value, fact.Notice.Bound);
        next.OnFact(fact, instrument);
    }

    /// <inheritdoc/>
    public void OnStoredBefore(in Fact fill, Instrument? instrument) => next.OnStoredBefore(fill, instrument);

    /// <inheritdoc/>
    public void OnProgress(JournalHealth health, long backlog, long nowNs) => next.OnProgress(health, backlog, nowNs);

    private void OnMode(TradingMode mode, ModeCause cause, double value, double bound)
    {
        if (mode == TradingMode.Reducing && cause is ModeCause.Loss or ModeCause.Margin && cause != _told)
        {
            _told = cause;
            Troubles.Add($"only what reduces the position is quoted: {What(cause)}{Figures(cause, value, bound)}");
        }
        else if (_told != ModeCause.None && mode == TradingMode.Quoting)
        {
            Troubles.Add($"{What(_told)} is within its limit again: both sides are quoted");
            _told = ModeCause.None;
        }
    }

    private static string What(ModeCause cause) => cause == ModeCause.Loss ? "the loss" : "the margin in use";

    private static string Figures(ModeCause cause, double value, double bound) => bound == 0 ? " is beyond its limit" // which held back behind another cause
        : cause == ModeCause.Loss ? $" of {KillWords.Usd(value, isExact: false)} USD is beyond the {KillWords.Usd(bound, isExact: false)} USD of its warning"
        : string.Create(CultureInfo.InvariantCulture, $" is {value * 100:0.##} % where {bound * 100:0.##} % are allowed");
}

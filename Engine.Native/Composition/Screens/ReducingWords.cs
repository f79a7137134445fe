using System.Globalization;
using Engine.Core.Risk;
using Engine.Core.Risk.Killing;
using Engine.Core.Risk.Modes;

namespace Engine.Native.Composition.Screens;

/// <summary>What is said when a loss or the margin allows only what reduces the position, and when that ends: each once.</summary>
internal sealed class ReducingWords
{
    private ModeCause _told;

    /// <summary>Of a change of mode, with the figure that caused it and its limit (both 0 where none is told); null where there is nothing to say.</summary>
    public string? Of(TradingMode mode, ModeCause cause, double value, double bound)
    {
        if (mode == TradingMode.Reducing && cause is ModeCause.Loss or ModeCause.Margin && cause != _told)
        {
            _told = cause;
            return $"only what reduces the position is quoted: {What(cause)}{Figures(cause, value, bound)}";
        }

        if (_told == ModeCause.None || mode != TradingMode.Quoting)
            return null;
        string end = $"{What(_told)} is within its limit again: both sides are quoted";
        _told = ModeCause.None;
        return end;
    }

    private static string What(ModeCause cause) => cause == ModeCause.Loss ? "the loss" : "the margin in use";

    private static string Figures(ModeCause cause, double value, double bound) => bound == 0 ? " is beyond its limit" // which held back behind another cause
        : cause == ModeCause.Loss ? $" of {KillWords.Usd(value, isExact: false)} USD is beyond the {KillWords.Usd(bound, isExact: false)} USD of its warning"
        : string.Create(CultureInfo.InvariantCulture, $" is {value * 100:0.##} % where {bound * 100:0.##} % are allowed");
}

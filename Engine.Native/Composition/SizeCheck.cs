using System.Globalization;
using System.Runtime.CompilerServices;
using Engine.Core.Link;
using Engine.Core.Link.Stages;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Trading.Desks;
using Engine.Native.Config;
using Engine.Native.Hosting;
using Engine.Native.Net;

namespace Engine.Native.Composition;

/// <summary>
/// Ends a session whose size of a quote is below the venue's smallest order: it would look as if it quoted, and never would. Looked at
/// once for each instrument, when the venue has told its specification and, for a linear one, its mark price. Ends it as well when the
/// venue changes a contract size. On the thread that quotes.
/// </summary>
internal sealed class SizeCheck<TQuoter>(QuoteStage<TQuoter, WireGateway> stage, EngineConfig config, StopSignal stop, IHotObserver next) : IHotObserver
    where TQuoter : struct, IQuoter
{
    private readonly bool[] _isChecked = new bool[config.Instruments.Count];
    private int _unchecked = config.Instruments.Count;
    private int _resized;

    /// <summary>What there is to say.</summary>
    public TroubleLog Troubles { get; } = new();

    /// <inheritdoc/>
    public void Observe(long nowNs)
    {
        if (_unchecked > 0)
            Check();
        if (stage.Engine.ResizedDesks != _resized)
            TellResized();
        next.Observe(nowNs);
    }

    /// <summary>What is wrong with a size; null where it can be quoted.</summary>
    internal static string? Fault(ConfigOrigin origin, int index, double sizeUsd, Instrument instrument, double price)
    {
        double amount = instrument.Kind == ContractKind.Inverse ? sizeUsd : sizeUsd / price;
        if (!(instrument.FloorSize(amount) < instrument.MinSize))
            return null;
        double least = instrument.ToDouble(instrument.MinSize);
        string smallest = instrument.Kind == ContractKind.Inverse
            ? string.Create(CultureInfo.InvariantCulture, $"at least {least} USD, the smallest order that the venue takes of {instrument.Name}")
            : string.Create(CultureInfo.InvariantCulture, $"at least {instrument.NotionalUsd(least, price):0.00} USD: the smallest order that the venue takes of {instrument.Name} is {least} coins, at {price}");
        return origin.InstrumentFault(index, "size", sizeUsd.ToString(CultureInfo.InvariantCulture), smallest).ToString();
    }

    /// <summary>What is said of a contract size that has changed.</summary>
    internal static string Resizing(Instrument from, Instrument to) => string.Create(CultureInfo.InvariantCulture,
        $"{from.Name}: the venue has changed the contract size from {from.LotE9 / 1e9} to {to.LotE9 / 1e9}: the session ends, and the next start counts in the new one");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TellResized()
    {
        _resized = stage.Engine.ResizedDesks;
        foreach (Desk<TQuoter> desk in stage.Engine.Desks)
        {
            if (desk is { Resized: { } resized, Instrument: { } instrument })
                Troubles.Add(Resizing(instrument, resized));
        }

        stop.Request(StopReason.ContractResized);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Check()
    {
        for (int i = 0; i < _isChecked.Length; i++)
        {
            Desk<TQuoter> desk = stage.Engine.Desks[i];
            if (_isChecked[i] || desk.Instrument is not { } instrument || (instrument.Kind == ContractKind.Linear && !(desk.Mark > 0)))
                continue;
            _isChecked[i] = true;
            _unchecked--;
            if (Fault(config.Origin, i, config.Instruments[i].SizeUsd, instrument, desk.Mark) is not { } fault)
                continue;
            Troubles.Add($"{fault}; nothing could be quoted, and the session ends");
            stop.Request(StopReason.SizeTooSmall);
        }
    }
}

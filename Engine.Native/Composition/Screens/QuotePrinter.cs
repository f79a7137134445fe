using Engine.Core.Events;
using Engine.Core.Journal;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Native.Status.View.Painting;

namespace Engine.Native.Composition.Screens;

/// <summary>Prints a line for each quote that was sent (<c>--print-quotes</c>), from the journal's thread, and hands every fact on.</summary>
internal sealed class QuotePrinter(IFactObserver next) : IFactObserver
{
    private readonly byte[] _buffer = new byte[256];
    private readonly Stream _output = Console.OpenStandardOutput();

    public void OnFact(in Fact fact, Instrument? instrument)
    {
        if (instrument is not null && fact.Kind == FactKind.Transition && fact.Transition.TickToOrderNs > 0)
            Print(fact, instrument);
        next.OnFact(fact, instrument);
    }

    /// <inheritdoc/>
    public void OnStoredBefore(in Fact fill, Instrument? instrument) => next.OnStoredBefore(in fill, instrument);

    public void OnProgress(JournalHealth health, long backlog, long nowNs) => next.OnProgress(health, backlog, nowNs);

    private void Print(in Fact fact, Instrument instrument)
    {
        var line = new Utf8Line(_buffer);
        line.TimeOfDay(fact.ReceiveNs);
        line.Text((OrderCause)fact.Transition.Cause switch
        {
            OrderCause.PlaceSent => " place "u8,
            OrderCause.EditSent => " edit "u8,
            _ => " cancel "u8,
        });
        line.Text(instrument.NameUtf8);
        line.Text(fact.Side == Side.Buy ? " bid "u8 : " ask "u8);
        line.Number(instrument.ToDouble(fact.Transition.Price), Grid.Decimals(instrument.TickE9));
        line.Text(" amount "u8);
        line.Number(instrument.ToDouble(fact.Transition.Amount), Grid.Decimals(instrument.LotE9));
        line.Text(" after "u8);
        line.Duration(fact.Transition.TickToOrderNs);
        line.Text("\n"u8);
        try
        {
            _output.Write(_buffer.AsSpan(0, line.Length));
        }
        catch (IOException)
        {
            // Whoever read the lines has gone; trading goes on.
        }
    }
}

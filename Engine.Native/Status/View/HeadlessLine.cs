using Engine.Native.Status.Blocks;
using Engine.Native.Status.View.Painting;

namespace Engine.Native.Status.View;

/// <summary>The status as one plain line, formatted into its own memory: the output of <c>--headless</c>. Allocates nothing. One thread.</summary>
public sealed class HeadlessLine
{
    private readonly byte[] _buffer = new byte[2048];

    /// <summary>The line with its line feed; valid until the next call.</summary>
    public ReadOnlySpan<byte> Format(ref readonly HotStatus hot, ref readonly JournalStatus journal)
    {
        var line = new Utf8Line(_buffer.AsSpan(0, _buffer.Length - 1));
        line.TimeOfDay(hot.WallNs);
        Word(ref line, hot.Connection);
        Word(ref line, hot.Mode);
        if (!StatusText.Read(hot.ModeReason).IsEmpty)
        {
            line.Text(" ("u8);
            line.Text(StatusText.Read(hot.ModeReason));
            line.Text(")"u8);
        }

        if (hot.IsKilled)
            line.Text(" KILLED"u8);
        for (int i = 0; i < Math.Min((int)hot.InstrumentCount, InstrumentStatuses.Capacity); i++)
            Instrument(ref line, in hot.Instruments[i]);
        Totals(ref line, in hot, in journal);
        _buffer[line.Length] = (byte)'\n';
        return _buffer.AsSpan(0, line.Length + 1);
    }

    /// <summary>Writes the line to a stream, such as the unbuffered standard output.</summary>
    public void WriteTo(Stream stream, ref readonly HotStatus hot, ref readonly JournalStatus journal)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(Format(in hot, in journal));
    }

    private static void Word(ref Utf8Line line, scoped ReadOnlySpan<byte> field)
    {
        line.Text(" "u8);
        line.Text(StatusText.Read(field));
    }

    private static void Instrument(ref Utf8Line line, ref readonly InstrumentStatus instrument)
    {
        int decimals = instrument.PriceDecimals;
        line.Text(" | "u8);
        line.Text(StatusText.Read(instrument.Name));
        Pair(ref line, " "u8, instrument.BidPrice, instrument.AskPrice, decimals);
        Pair(ref line, " quotes "u8, instrument.OwnBid.Price, instrument.OwnAsk.Price, decimals);
        line.Text(" pos "u8);
        line.Signed(instrument.Position, instrument.AmountDecimals);
        line.Text(" session "u8);
        line.Signed(instrument.SessionUsd, 2);
        line.Text(" upnl "u8);
        line.Signed(instrument.OpenUplUsd, 2);
        if (Math.Abs(instrument.DifferenceUsd) <= 0.01)
            return;
        line.Text(" difference "u8);
        line.Signed(instrument.DifferenceUsd, 2);
    }

    private static void Totals(ref Utf8Line line, ref readonly HotStatus hot, ref readonly JournalStatus journal)
    {
        line.Text(" | fills "u8);
        line.Integer(journal.Buys);
        line.Text("b/"u8);
        line.Integer(journal.Sells);
        line.Text("s credits "u8);
        line.Number(Math.Floor(hot.RateCredits), 0);
        line.Text(" t2o p50 "u8);
        Latency(ref line, journal.TickToOrder.Count, journal.TickToOrder.P50Ns);
        line.Text(" p99 "u8);
        Latency(ref line, journal.TickToOrder.Count, journal.TickToOrder.P99Ns);
        line.Text(" backlog "u8);
        line.Integer(journal.Backlog);
        scoped ReadOnlySpan<byte> error = StatusText.Read(journal.LastError);
        if (error.IsEmpty)
            return;
        line.Text(" journal: "u8);
        line.Text(error);
    }

    private static void Latency(ref Utf8Line line, long count, long ns)
    {
        if (count > 0)
            line.Duration(ns);
        else
            line.Text("-"u8);
    }

    private static void Pair(ref Utf8Line line, scoped ReadOnlySpan<byte> name, double bid, double ask, int decimals)
    {
        line.Text(name);
        Price(ref line, bid, decimals);
        line.Text("/"u8);
        Price(ref line, ask, decimals);
    }

    private static void Price(ref Utf8Line line, double price, int decimals)
    {
        if (price > 0)
            line.Number(price, decimals);
        else
            line.Text("-"u8);
    }
}

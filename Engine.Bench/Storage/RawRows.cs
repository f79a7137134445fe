using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Native.Storage.Journal;
using SQLitePCL;

namespace Engine.Bench.Storage;

/// <summary>The same rows bound through the provider's calls, which take safe handles and copy texts.</summary>
internal sealed class RawRows(TradeJournal journal, bool isFill) : IDisposable
{
    private readonly sqlite3 _database = journal.Connection.Handle!;
    private readonly sqlite3_stmt _begin = Prepare(journal, "BEGIN IMMEDIATE");
    private readonly sqlite3_stmt _commit = Prepare(journal, "COMMIT");
    private readonly sqlite3_stmt _row = Prepare(journal, isFill ? RowSql.Fill : RowSql.Transition);
    private readonly byte[] _text = new byte[VenueId.MaxLength];
    private int _at;

    public void Begin() => Run(_begin);

    public void Commit() => Run(_commit);

    public int Write(in Fact fact, Instrument instrument)
    {
        _at = 0;
        if (isFill)
            BindFill(fact, instrument);
        else
            BindTransition(fact, instrument);
        Run(_row);
        return raw.sqlite3_changes(_database);
    }

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _row.Dispose();
        journal.Dispose();
    }

    private void BindFill(in Fact fact, Instrument instrument)
    {
        ref readonly FillUpdate fill = ref fact.Fill;
        Text(_text.AsSpan(0, fill.TradeId.Format(_text)));
        Integer(fact.ExchangeNs / 1_000_000);
        Text(instrument.NameUtf8);
        Text(fact.Side == Side.Buy ? "buy"u8 : "sell"u8);
        Real(Decimals.ToDouble(fill.PriceE9));
        Real(instrument.ToDouble(fill.Size));
        Real(Decimals.ToDouble(fill.FeeE9));
        Text(fact.Liquidity == Liquidity.Maker ? "maker"u8 : "taker"u8);
        Integer(fill.TradeSequence);
        Text(_text.AsSpan(0, fill.OrderId.Format(_text)));
        fill.Label.Format(_text);
        Text(_text);
        Real(Decimals.ToDouble(fill.IndexE9));
        Real(Decimals.ToDouble(fill.MarkE9));
        Integer(fact.ReceiveNs);
        Real(instrument.AmountOf(fact.PositionLots));
        Real(fact.MidE9 / 1e9);
        Integer(journal.SessionId);
        Integer(fact.Recovered ? 1 : 0);
    }

    private void BindTransition(in Fact fact, Instrument instrument)
    {
        ref readonly TransitionFact order = ref fact.Transition;
        Integer(journal.SessionId);
        Integer(fact.ReceiveNs);
        Integer(fact.ExchangeNs);
        Text(instrument.NameUtf8);
        Text(fact.Side == Side.Buy ? "buy"u8 : "sell"u8);
        order.Label.Format(_text);
        Text(_text);
        Text(_text.AsSpan(0, order.OrderId.Format(_text)));
        Integer(order.RequestId);
        Integer(order.From);
        Integer(order.To);
        Integer(order.Cause);
        Real(instrument.ToDouble(order.Price));
        Real(instrument.ToDouble(order.Amount));
        Real(instrument.ToDouble(order.Filled));
        Integer(order.ErrorCode);
        Integer(order.TickToOrderNs);
        Integer(order.RoundTripNs);
    }

    private void Text(ReadOnlySpan<byte> text) => raw.sqlite3_bind_text(_row, ++_at, text);

    private void Integer(long value) => raw.sqlite3_bind_int64(_row, ++_at, value);

    private void Real(double value) => raw.sqlite3_bind_double(_row, ++_at, value);

    private static sqlite3_stmt Prepare(TradeJournal journal, string sql)
    {
        int code = raw.sqlite3_prepare_v2(journal.Connection.Handle!, sql, out sqlite3_stmt statement);
        return code == raw.SQLITE_OK ? statement : throw new InvalidOperationException($"{sql}: code {code}");
    }

    private static void Run(sqlite3_stmt statement)
    {
        int code = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        if (code != raw.SQLITE_DONE)
            throw new InvalidOperationException($"a row ended with code {code}");
    }
}

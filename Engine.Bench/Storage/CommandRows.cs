using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Native.Storage.Journal;
using Microsoft.Data.Sqlite;

namespace Engine.Bench.Storage;

/// <summary>The same rows by a prepared command with parameters: what the ordinary way costs.</summary>
internal sealed class CommandRows : IDisposable
{
    private readonly TradeJournal _journal;
    private readonly SqliteCommand _row;
    private readonly bool _isFill;
    private SqliteTransaction? _transaction;
    private int _at;

    public CommandRows(TradeJournal journal, bool isFill)
    {
        _journal = journal;
        _isFill = isFill;
        _row = journal.Connection.CreateCommand();
        string sql = isFill ? RowSql.Fill : RowSql.Transition;
        int count = sql.Count(c => c == '?');
        for (int i = 1; i <= count; i++)
            _row.Parameters.Add(new SqliteParameter { ParameterName = $"@{i}" });
        int number = 0;
        _row.CommandText = string.Concat(sql.Select(c => c == '?' ? $"@{++number}" : c.ToString()));
    }

    public void Begin()
    {
        _transaction = _journal.Connection.BeginTransaction();
        _row.Transaction = _transaction;
    }

    public void Commit()
    {
        _transaction!.Commit();
        _transaction.Dispose();
    }

    public int Write(in Fact fact, Instrument instrument)
    {
        _at = 0;
        if (_isFill)
            SetFill(fact, instrument);
        else
            SetTransition(fact, instrument);
        return _row.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _row.Dispose();
        _journal.Dispose();
    }

    private void SetFill(in Fact fact, Instrument instrument)
    {
        ref readonly FillUpdate fill = ref fact.Fill;
        Set(fill.TradeId.ToString());
        Set(fact.ExchangeNs / 1_000_000);
        Set(instrument.Name);
        Set(fact.Side == Side.Buy ? "buy" : "sell");
        Set(Decimals.ToDouble(fill.PriceE9));
        Set(instrument.ToDouble(fill.Size));
        Set(Decimals.ToDouble(fill.FeeE9));
        Set(fact.Liquidity == Liquidity.Maker ? "maker" : "taker");
        Set(fill.TradeSequence);
        Set(fill.OrderId.ToString());
        Set(fill.Label.ToString());
        Set(Decimals.ToDouble(fill.IndexE9));
        Set(Decimals.ToDouble(fill.MarkE9));
        Set(fact.ReceiveNs);
        Set(instrument.AmountOf(fact.PositionLots));
        Set(fact.MidE9 / 1e9);
        Set(_journal.SessionId);
        Set(fact.Recovered ? 1L : 0L);
    }

    private void SetTransition(in Fact fact, Instrument instrument)
    {
        ref readonly TransitionFact order = ref fact.Transition;
        Set(_journal.SessionId);
        Set(fact.ReceiveNs);
        Set(fact.ExchangeNs);
        Set(instrument.Name);
        Set(fact.Side == Side.Buy ? "buy" : "sell");
        Set(order.Label.ToString());
        Set(order.OrderId.ToString());
        Set(order.RequestId);
        Set((long)order.From);
        Set((long)order.To);
        Set((long)order.Cause);
        Set(instrument.ToDouble(order.Price));
        Set(instrument.ToDouble(order.Amount));
        Set(instrument.ToDouble(order.Filled));
        Set((long)order.ErrorCode);
        Set(order.TickToOrderNs);
        Set(order.RoundTripNs);
    }

    private void Set(object value) => _row.Parameters[_at++].Value = value;
}

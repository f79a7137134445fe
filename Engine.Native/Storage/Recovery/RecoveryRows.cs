using System.Text;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Native.Storage.Journal;
using Engine.Native.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Engine.Native.Storage.Recovery;

/// <summary>
/// The facts of recovery as rows: marks of the venue's list of fills, positions taken over, ends of left orders. They stand in the same
/// transactions as the fills before them, so a mark is never stored without what it promises. Journal thread only.
/// </summary>
internal sealed class RecoveryRows : IDisposable
{
    // A fill belongs to the account of the session that stored it.
    private const string StoredPosition = """
        (SELECT coalesce(sum(CASE t.side WHEN 'buy' THEN t.amount ELSE -t.amount END), 0)
         FROM trades t JOIN sessions s ON s.id = t.session_id WHERE s.account = ?2 AND t.symbol = ?4)
        + (SELECT coalesce(sum(amount), 0) FROM adjustments WHERE account = ?2 AND symbol = ?4)
        """;

    private readonly Statement _mark;
    private readonly Statement _adjustment;
    private readonly Statement _left;
    private readonly Statement _leftEnd;
    private readonly long _sessionId;
    private readonly byte[] _account;
    private readonly RowText _text = new();

    public RecoveryRows(SqliteConnection connection, long sessionId, string account)
    {
        _sessionId = sessionId;
        _account = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(account), pinned: true);
        Encoding.UTF8.GetBytes(account, _account);
        _mark = new Statement(connection, """
            INSERT INTO trade_marks (account, symbol, trade_seq, session_id, receive_ns) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET trade_seq = max(trade_seq, excluded.trade_seq), session_id = excluded.session_id, receive_ns = excluded.receive_ns
            """u8);
        // What stood in for a trade that is told after all is exactly that trade; everything else is what no row explains.
        _adjustment = new Statement(connection, Encoding.UTF8.GetBytes($"""
            WITH missing (lots) AS (SELECT coalesce(?9, round((?6 - ({StoredPosition})) / ?7)))
            INSERT INTO adjustments (session_id, account, receive_ns, symbol, kind, amount, position_after, price)
            SELECT ?1, ?2, ?3, ?4, ?5, lots * ?7, ?6, ?8 FROM missing WHERE lots <> 0
            """));
        _left = new Statement(connection, """
            INSERT INTO left_orders (label, account, label_session, symbol, side, order_id, price, amount, found_ns, found_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET order_id = coalesce(excluded.order_id, order_id), price = coalesce(excluded.price, price),
                amount = coalesce(excluded.amount, amount)
            """u8);

        // An order that is on no list is done: its fills say how, and an id that it once existed.
        _leftEnd = new Statement(connection, """
            UPDATE left_orders SET filled = told.amount, resolved_ns = ?2, resolved_by = ?3, resolution = CASE
                WHEN ?4 = 1 THEN 'cancelled' WHEN ?4 = 2 THEN 'filled'
                WHEN told.amount > 0 AND told.amount >= left_orders.amount - 1e-9 THEN 'filled'
                WHEN told.amount > 0 OR order_id IS NOT NULL THEN 'cancelled' ELSE 'not found' END
            FROM (SELECT coalesce(sum(amount), 0) AS amount FROM trades WHERE label = ?1) AS told WHERE label = ?1
            """u8);
    }

    public int WriteMark(in Fact fact, Instrument instrument) => _mark
        .Lasting(_account)
        .Lasting(instrument.NameUtf8)
        .Integer(fact.Mark.TradeSequence)
        .Integer(_sessionId)
        .Integer(fact.ReceiveNs)
        .Run();

    public int WriteAdjustment(in Fact fact, Instrument instrument) => _adjustment
        .Integer(_sessionId)
        .Lasting(_account)
        .Integer(fact.ReceiveNs)
        .Lasting(instrument.NameUtf8)
        .Lasting(KindOf(fact.Adjustment.Cause))
        .Real(instrument.AmountOf(fact.PositionLots))
        .Real(instrument.LotSize)
        .Real(Decimals.ToDouble(fact.Adjustment.PriceE9))
        .Real(fact.Adjustment.Cause == AdjustmentCause.Explained ? fact.Adjustment.Lots : double.NaN)
        .Run();

    public int WriteLeft(in Fact fact, Instrument instrument)
    {
        ref readonly LeftFact left = ref fact.Left;
        ReadOnlySpan<byte> label = _text.Label(left.Label);
        int code = _left
            .Lasting(label)
            .Lasting(_account)
            .Integer(left.Label.Session)
            .Lasting(instrument.NameUtf8)
            .Lasting(fact.Side == Side.Buy ? "buy"u8 : "sell"u8)
            .Lasting(_text.OrderId(left.OrderId))
            .Real(left.Price.IsSome ? instrument.ToDouble(left.Price) : double.NaN)
            .Real(left.Amount.Lots > 0 ? instrument.ToDouble(left.Amount) : double.NaN)
            .Integer(fact.ReceiveNs)
            .Integer(_sessionId)
            .Run();
        return code != Faults.Done ? code : EndLeft(in fact);
    }

    /// <summary>The end of one that has its row already.</summary>
    public int EndLeft(in Fact fact) =>
        _leftEnd.Lasting(_text.Label(fact.Left.Label)).Integer(fact.ReceiveNs).Integer(_sessionId).Integer((int)fact.Left.Outcome).Run();

    private static ReadOnlySpan<byte> KindOf(AdjustmentCause cause) => cause switch
    {
        AdjustmentCause.Opening => "opening"u8,
        AdjustmentCause.Explained => "explained"u8,
        _ => "difference"u8,
    };

    public void Dispose()
    {
        _mark.Dispose();
        _adjustment.Dispose();
        _left.Dispose();
        _leftEnd.Dispose();
    }
}

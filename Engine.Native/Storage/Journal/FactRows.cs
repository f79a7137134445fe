using System.Text;
using Engine.Core.Events;
using Engine.Core.Journal;
using Engine.Core.Primitives;
using Engine.Native.Storage.Recovery;
using Engine.Native.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Engine.Native.Storage.Journal;

/// <summary>
/// Facts as rows, through prepared statements: no byte is allocated and no text copied per row. Prices and amounts become the nearest
/// doubles of their exact decimals. Journal thread only.
/// </summary>
internal sealed class FactRows : IDisposable
{
    private readonly nint _database;
    private readonly Statement _fill;
    private readonly Statement _transition;
    private readonly Statement _stages;
    private readonly Statement _pnl;
    private readonly Statement _notice;
    private readonly long _sessionId;
    private readonly byte[] _account;
    private readonly RowText _text = new();
    private readonly RecoveryRows _recovery;

    public FactRows(SqliteConnection connection, long sessionId, string account)
    {
        _recovery = new RecoveryRows(connection, sessionId, account);
        _database = connection.Handle!.DangerousGetHandle();
        _sessionId = sessionId;
        _account = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(account), pinned: true);
        Encoding.UTF8.GetBytes(account, _account);

        // One row a trade: by the venue's time and our label as well, as ids repeat elsewhere and after a restart of the venue. Not by the
        // account's name: another key or address may lead to the same account. A row without one is of before accounts were told.
        _fill = new Statement(connection, """
            INSERT INTO trades (id, timestamp, symbol, side, price, amount, fee, liquidity, trade_seq, order_id, label, index_price, mark_price,
                receive_ns, position_after, mid, session_id, recovered, account)
            SELECT ?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,coalesce(?19, '')
            WHERE NOT EXISTS (SELECT 1 FROM trades WHERE id = ?1 AND symbol = ?3 AND side = ?4
                AND (account = '' OR (timestamp = ?2 AND label IS ?11)))
            ON CONFLICT DO NOTHING
            """u8);
        _transition = new Statement(connection, """
            INSERT INTO order_transitions (session_id, receive_ns, exchange_ns, symbol, side, label, order_id, request_id, from_state, to_state, cause,
                price, amount, filled, error_code, tick_to_order_ns, round_trip_ns, venue_in_us, venue_us)
            VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
            """u8);
        _stages = new Statement(connection, """
            INSERT INTO order_stages (session_id, request_id, read_ns, kernel_ns, framed_ns, decoded_ns, published_ns, decided_ns, encoded_ns, sent_ns)
            VALUES (?,?,?,?,?,?,?,?,?,?)
            """u8);
        _pnl = new Statement(connection, """
            INSERT INTO pnl (session_id, receive_ns, symbol, mid, position, equity, session_usd, open_upl_usd, realized_usd, unrealized_usd,
                fees_usd, funding_usd, difference_usd)
            VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)
            """u8);
        _notice = new Statement(connection, "INSERT INTO notices (session_id, receive_ns, symbol, what, number, label, value, bound) VALUES (?,?,?,?,?,?,?,?)"u8);
    }

    /// <summary>SQLite's code of the last row.</summary>
    public int LastCode { get; private set; }

    /// <summary>Adds a fact to the open transaction. Without an instrument a fill has no price: it is refused.</summary>
    public RowOutcome Write(in Fact fact, Instrument? instrument)
    {
        LastCode = fact.Kind switch
        {
            FactKind.Fill when instrument is not null && fact.Fill.TradeId.IsSome => WriteFill(in fact, instrument),
            FactKind.Fill => Faults.Mismatch,
            FactKind.Transition => WriteTransition(in fact, instrument),
            FactKind.Pnl => WritePnl(in fact, instrument),
            FactKind.Notice => WriteNotice(in fact, instrument),
            FactKind.Mark when instrument is not null => _recovery.WriteMark(in fact, instrument),
            FactKind.Adjustment when instrument is not null => _recovery.WriteAdjustment(in fact, instrument),
            FactKind.Left when instrument is not null => _recovery.WriteLeft(in fact, instrument),
            FactKind.Left => _recovery.EndLeft(in fact),
            _ => Faults.Mismatch,
        };
        if (LastCode != Faults.Done)
            return Faults.IsRowsOwn(LastCode) ? RowOutcome.Refused : RowOutcome.Failed;
        return fact.Kind == FactKind.Fill && SqliteCalls.Changes(_database) == 0 ? RowOutcome.Duplicate : RowOutcome.Stored;
    }

    /// <summary>Gives the statements back.</summary>
    public void Dispose()
    {
        _fill.Dispose();
        _transition.Dispose();
        _stages.Dispose();
        _pnl.Dispose();
        _notice.Dispose();
        _recovery.Dispose();
    }

    private int WriteFill(in Fact fact, Instrument instrument)
    {
        ref readonly FillUpdate fill = ref fact.Fill;
        return _fill
            .Lasting(_text.TradeId(fill.TradeId))
            .Integer(fact.ExchangeNs / 1_000_000)
            .Lasting(Name(instrument))
            .Lasting(SideText(fact.Side))
            .Real(Decimals.ToDouble(fill.PriceE9))
            .Real(instrument.ToDouble(fill.Size))
            .Real(Decimals.ToDouble(fill.FeeE9))
            .Lasting(fact.Liquidity == Liquidity.Maker ? "maker"u8 : "taker"u8)
            .Integer(fill.TradeSequence)
            .Lasting(_text.OrderId(fill.OrderId))
            .Lasting(_text.Label(fill.Label))
            .Real(Decimals.ToDouble(fill.IndexE9))
            .Real(Decimals.ToDouble(fill.MarkE9))
            .Integer(fact.ReceiveNs)
            .Real(fact.PositionLots == Fact.UnknownPosition ? double.NaN : instrument.AmountOf(fact.PositionLots))
            .Real(fact.MidE9 == 0 ? double.NaN : Decimals.ToDouble(fact.MidE9))
            .Integer(_sessionId)
            .Integer(fact.Recovered ? 1 : 0)
            .Lasting(_account)
            .Run();
    }

    private int WriteTransition(in Fact fact, Instrument? instrument)
    {
        ref readonly TransitionFact order = ref fact.Transition;
        int code = _transition
            .Integer(_sessionId)
            .Integer(fact.ReceiveNs)
            .Integer(fact.ExchangeNs)
            .Lasting(Name(instrument))
            .Lasting(SideText(fact.Side))
            .Lasting(_text.Label(order.Label))
            .Lasting(_text.OrderId(order.OrderId))
            .Integer(order.RequestId)
            .Integer(order.From)
            .Integer(order.To)
            .Integer(order.Cause)
            .Real(instrument is null || !order.Price.IsSome ? double.NaN : instrument.ToDouble(order.Price))
            .Real(instrument?.ToDouble(order.Amount) ?? double.NaN)
            .Real(instrument?.ToDouble(order.Filled) ?? double.NaN)
            .Integer(order.ErrorCode)
            .Integer(order.TickToOrderNs)
            .Integer(order.RoundTripNs)
            .Integer(order.VenueInUs)
            .Integer(order.VenueUs)
            .Run();
        return code != Faults.Done || order.Stages.SentNs == 0 ? code : WriteStages(in fact);
    }

    private int WriteStages(in Fact fact)
    {
        ref readonly StageStamps stages = ref fact.Transition.Stages;
        return _stages
            .Integer(_sessionId)
            .Integer(fact.Transition.RequestId)
            .Integer(fact.ReceiveNs - fact.Transition.TickToOrderNs)
            .Integer(stages.KernelNs)
            .Integer(stages.FramedNs)
            .Integer(stages.DecodedNs)
            .Integer(stages.PublishedNs)
            .Integer(stages.DecidedNs)
            .Integer(stages.EncodedNs)
            .Integer(stages.SentNs)
            .Run();
    }

    private int WritePnl(in Fact fact, Instrument? instrument)
    {
        ref readonly PnlFact pnl = ref fact.Pnl;
        return _pnl
            .Integer(_sessionId)
            .Integer(fact.ReceiveNs)
            .Lasting(Name(instrument))
            .Real(pnl.MidUsd)
            .Real(pnl.Position)
            .Real(pnl.Equity)
            .Real(pnl.SessionUsd)
            .Real(pnl.OpenUplUsd)
            .Real(pnl.RealizedUsd)
            .Real(pnl.UnrealizedUsd)
            .Real(pnl.FeesUsd)
            .Real(pnl.FundingUsd)
            .Real(pnl.DifferenceUsd)
            .Run();
    }

    private int WriteNotice(in Fact fact, Instrument? instrument) => _notice
        .Integer(_sessionId)
        .Integer(fact.ReceiveNs)
        .Lasting(Name(instrument))
        .Integer((int)fact.Notice.What)
        .Integer(fact.Notice.Number)
        .Lasting(_text.Label(fact.Notice.Label))
        .Real(Figure(fact.Notice.Value, fact.Notice))
        .Real(Figure(fact.Notice.Bound, fact.Notice))
        .Run();

    // A notice without a limit has no figure.
    private static double Figure(double figure, in NoticeFact notice) => notice is { Value: 0, Bound: 0 } ? double.NaN : figure;

    private static ReadOnlySpan<byte> Name(Instrument? instrument) => instrument is null ? default : instrument.NameUtf8;

    private static ReadOnlySpan<byte> SideText(Side side) => side == Side.Buy ? "buy"u8 : "sell"u8;
}

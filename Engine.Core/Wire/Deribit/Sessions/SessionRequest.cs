using System.Text;
using Engine.Core.Wire.Deribit.Decoding;

namespace Engine.Core.Wire.Deribit.Sessions;

/// <summary>What a session asks the venue.</summary>
internal enum SessionAsk : byte
{
    Hello,
    Heartbeat,
    Auth,
    Refresh,
    CancelOnDisconnect,
    VerifyCancelOnDisconnect,
    Test,
    Instrument,
    Account,
    Equity,
    SubscribePublic,
    SubscribePrivate,
    Unsubscribe,
    Subscribe,
    OpenOrders,
    Position,
    Trades,
    TradesBefore, // is never asked: a question about trades that was under way when their numbers began anew
    TradesInHistory,
    Mark,
    MarkInHistory,
    Protect,
    ResetProtection,
    CancelElsewhere,
    ListElsewhere,
}

/// <summary>One request to be written: what, for which instrument (or currency), and on which of its channels.</summary>
internal readonly record struct SessionRequest(SessionAsk Ask, int Index, ChannelKind Channel = ChannelKind.None)
{
    /// <summary>Kind carried in the request's id.</summary>
    public RequestKind Kind => Ask switch
    {
        SessionAsk.Auth or SessionAsk.Refresh => RequestKind.Auth,
        SessionAsk.Instrument => RequestKind.Instrument,
        SessionAsk.Account or SessionAsk.Equity => RequestKind.Account,
        SessionAsk.SubscribePublic or SessionAsk.SubscribePrivate or SessionAsk.Subscribe => RequestKind.Subscribe,
        SessionAsk.Unsubscribe => RequestKind.Unsubscribe,
        SessionAsk.OpenOrders => RequestKind.OpenOrders,
        SessionAsk.Position => RequestKind.Position,
        SessionAsk.Trades or SessionAsk.TradesBefore or SessionAsk.TradesInHistory => RequestKind.Trades,
        _ => RequestKind.Plain,
    };

    /// <summary>Whether its channel is one of the account.</summary>
    public bool IsPrivate => Channel is ChannelKind.UserChanges or ChannelKind.UserPortfolio;

    /// <summary>The venue's name for it; for people.</summary>
    public string MethodName => Encoding.UTF8.GetString(Method);

    /// <summary>The venue's name for it.</summary>
    public ReadOnlySpan<byte> Method => Ask switch
    {
        SessionAsk.Hello => "public/hello"u8,
        SessionAsk.Heartbeat => "public/set_heartbeat"u8,
        SessionAsk.Auth or SessionAsk.Refresh => "public/auth"u8,
        SessionAsk.CancelOnDisconnect => "private/enable_cancel_on_disconnect"u8,
        SessionAsk.VerifyCancelOnDisconnect => "private/get_cancel_on_disconnect"u8,
        SessionAsk.Test => "public/test"u8,
        SessionAsk.Instrument => "public/get_instrument"u8,
        SessionAsk.Account or SessionAsk.Equity => "private/get_account_summary"u8,
        SessionAsk.SubscribePublic => "public/subscribe"u8,
        SessionAsk.SubscribePrivate => "private/subscribe"u8,
        SessionAsk.Subscribe => IsPrivate ? "private/subscribe"u8 : "public/subscribe"u8,
        SessionAsk.Unsubscribe => IsPrivate ? "private/unsubscribe"u8 : "public/unsubscribe"u8,
        SessionAsk.OpenOrders or SessionAsk.ListElsewhere => "private/get_open_orders_by_instrument"u8,
        SessionAsk.CancelElsewhere => "private/cancel_by_label"u8,
        SessionAsk.Position => "private/get_position"u8,
        SessionAsk.Protect => "private/set_mmp_config"u8,
        SessionAsk.ResetProtection => "private/reset_mmp"u8,
        _ => "private/get_user_trades_by_instrument"u8,
    };
}

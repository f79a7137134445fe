using System.Text;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Decoding;

namespace Engine.Core.Wire.Deribit.Sessions;

/// <summary>The channels that a session wants, by the venue's names. Currencies and indices become known with the instruments.</summary>
internal sealed class SessionChannels(SessionOptions options, InstrumentTable instruments)
{
    /// <summary>Interval of the public channels.</summary>
    public string Interval { get; set; } = options.Interval;

    /// <summary>Settlement currencies of the instruments, in the order of first use.</summary>
    public List<string> Currencies { get; } = [];

    /// <summary>Price indices of the instruments, in the order of first use.</summary>
    public List<string> Indices { get; } = [];

    /// <summary>Public channels wanted.</summary>
    public IEnumerable<string> Public()
    {
        for (int i = 0; i < instruments.Count; i++)
        {
            yield return Of(ChannelKind.Book, i);
            yield return Of(ChannelKind.Ticker, i);
            yield return Of(ChannelKind.Trades, i);
        }

        yield return Of(ChannelKind.PlatformState, 0);
        for (int i = 0; i < Currencies.Count; i++)
            yield return Of(ChannelKind.InstrumentState, i);
    }

    /// <summary>Private channels wanted.</summary>
    public IEnumerable<string> Private()
    {
        for (int i = 0; i < instruments.Count; i++)
            yield return Of(ChannelKind.UserChanges, i);
        for (int i = 0; i < Currencies.Count; i++)
            yield return Of(ChannelKind.UserPortfolio, i);
        for (int i = 0; i < Indices.Count && options.Protection is not null; i++)
            yield return Of(ChannelKind.MmpTrigger, i);
    }

    /// <summary>The channel of a kind for an instrument (or currency).</summary>
    public string Of(ChannelKind kind, int index) => kind switch
    {
        ChannelKind.Book => $"book.{Name(index)}.{Interval}",
        ChannelKind.Ticker => $"ticker.{Name(index)}.{Interval}",
        ChannelKind.Trades => $"trades.{Name(index)}.{Interval}",
        ChannelKind.UserChanges => $"user.changes.{Name(index)}.raw",
        ChannelKind.UserPortfolio => $"user.portfolio.{Currencies[index].ToLowerInvariant()}",
        ChannelKind.MmpTrigger => $"user.mmp_trigger.{Indices[index]}",
        ChannelKind.InstrumentState => $"instrument.state.future.{Currencies[index]}",
        _ => "platform_state",
    };

    /// <summary>The channels a subscription asks for.</summary>
    public IEnumerable<string> Of(SessionRequest request) => request.Ask switch
    {
        SessionAsk.SubscribePublic => Public(),
        SessionAsk.SubscribePrivate => Private(),
        SessionAsk.Subscribe or SessionAsk.Unsubscribe => [Of(request.Channel, request.Index)],
        _ => [],
    };

    private string Name(int index) => Encoding.UTF8.GetString(instruments.Name(index));
}

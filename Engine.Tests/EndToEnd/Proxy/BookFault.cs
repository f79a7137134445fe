namespace Engine.Tests.EndToEnd.Proxy;

/// <summary>
/// Puts a broken message in the place of a book change, then holds the road until the test has seen the reaction, and counts the quotes
/// that come between the reaction and the next snapshot.
/// </summary>
internal sealed class BookFault(string channel, string broken)
{
    private readonly ManualResetEventSlim _released = new(initialState: false);
    private volatile bool _isArmed;
    private volatile bool _hasStruck;
    private volatile int _methodsAtSnapshot = -1;

    /// <summary>Quotes between the engine's question for a new book and the venue's answer.</summary>
    public int QuotesBeforeSnapshot { get; private set; }

    public void Strike() => _isArmed = true;

    public void Release() => _released.Set();

    public int QuotesAfterSnapshot(ProxyLink link) => _methodsAtSnapshot < 0 ? 0 : link.Methods.Skip(_methodsAtSnapshot).Count(ProxyLink.IsQuote);

    public string Pass(ProxyLink link, ServerMessage message)
    {
        if (message.Channel != channel)
            return message.Text;
        if (_isArmed && !_hasStruck && message.IsBookChange)
        {
            _hasStruck = true;
            link.Inject(broken);
            _released.Wait(TimeSpan.FromSeconds(30));
        }
        else if (_hasStruck && message.IsSnapshot && _methodsAtSnapshot < 0)
        {
            List<string> methods = link.Methods;
            QuotesBeforeSnapshot = methods.Skip(methods.IndexOf("public/unsubscribe")).Count(ProxyLink.IsQuote);
            _methodsAtSnapshot = methods.Count;
        }

        return message.Text;
    }
}

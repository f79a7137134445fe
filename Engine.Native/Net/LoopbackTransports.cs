using Engine.Native.Net.Tls;

namespace Engine.Native.Net;

/// <summary>The two ends of a <see cref="LoopbackPair"/> as byte streams; plain, or TLS between the two.</summary>
internal sealed class LoopbackTransports
{
    private const int LongestHandshake = 1_000;

    private LoopbackTransports(Transport near, Transport far) => (Near, Far) = (near, far);

    /// <summary>The connecting end; its taker's to dispose.</summary>
    public Transport Near { get; }

    /// <summary>The accepting end; its taker's to dispose.</summary>
    public Transport Far { get; }

    /// <summary>Connects the two; throws <see cref="IOException"/> where the system refuses. A cold path: TLS takes milliseconds.</summary>
    public static LoopbackTransports Connect(bool isSecure)
    {
        LoopbackPair pair = LoopbackPair.Connect();
        try
        {
            return isSecure ? Secure(pair) : new LoopbackTransports(new Transport(pair.Near), new Transport(pair.Far));
        }
        catch
        {
            pair.Dispose();
            throw;
        }
    }

    private static LoopbackTransports Secure(LoopbackPair pair)
    {
        using TlsServing serving = new();
        if (!TlsContext.TryCreate(serving.TrustFile, out TlsContext? context, out string failure))
            throw new IOException(failure);
        using TlsContext owned = context;
        Transport far = new(pair.Far, TlsSession.Serving(serving.Begin(pair.Far)));
        Transport near = new(pair.Near);
        if (WsEndpoint.TryParse("wss://localhost/", out WsEndpoint? endpoint, out failure) && near.TryBeginTls(context, endpoint) && TryShakeHands(near, far))
            return new LoopbackTransports(near, far);
        failure = $"no TLS over the loopback: {failure}{near.Failure}{far.Failure}";
        near.Dispose();
        far.Dispose();
        throw new IOException(failure);
    }

    /// <summary>Each end in turn goes as far as the other has brought it: a few rounds, and no end waits for what this thread has yet to do.</summary>
    private static bool TryShakeHands(Transport near, Transport far)
    {
        TlsStep client = TlsStep.Waits, server = TlsStep.Waits;
        for (int round = 0; round < LongestHandshake && (client == TlsStep.Waits || server == TlsStep.Waits); round++)
        {
            if (client == TlsStep.Waits)
                client = near.SecureHandshake();
            if (server == TlsStep.Waits)
                server = far.SecureHandshake();
            (client == TlsStep.Waits ? near : far).Wait(toSend: false, timeoutMs: 1);
        }

        return client == TlsStep.Done && server == TlsStep.Done;
    }
}

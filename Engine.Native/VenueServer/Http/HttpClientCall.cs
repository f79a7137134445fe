using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Native.VenueServer.Http;

/// <summary>One HTTP request on its way through the exchange.</summary>
internal sealed class HttpClientCall() : Client(SessionKind.Http)
{
    private readonly TaskCompletionSource<(byte[] Reply, bool Failed)> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The reply's body, and whether it is an error.</summary>
    public Task<(byte[] Reply, bool Failed)> Reply => _reply.Task;

    /// <inheritdoc/>
    public override void Send()
    {
        if (Session.Outbox.Count > 0)
            _reply.TrySetResult((Session.Outbox[0].ToArray(), Session.LastReplyFailed));
        else if (Session.End is not null)
            _reply.TrySetCanceled();
    }
}

using System.Net.WebSockets;
using System.Text;
using Engine.Native.VenueServer.Sockets;
using Xunit;

namespace Engine.Tests.Venue.Network;

/// <summary>Frames gathered and sent in one write, against the platform's own framing.</summary>
public sealed class CorkedStreamTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_of_every_length_are_framed_as_the_platform_frames_them()
    {
        using var ours = new Held();
        using var twin = new Held();
        using var stream = new CorkedStream(ours);
        using WebSocket socket = WebSocket.CreateFromStream(twin, new WebSocketCreationOptions { IsServer = true });
        stream.Cork();
        foreach (int length in (int[])[0, 1, 125, 126, 127, 65_535, 65_536, 200_000])
        {
            byte[] message = Encoding.ASCII.GetBytes(new string('x', length));
            stream.WriteText(message);
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, Cancel);
        }

        stream.Uncork();
        await stream.Drained();
        Assert.Equal(twin.Written.ToArray(), ours.Written.ToArray());
        Assert.Equal(1, ours.Writes);
    }

    [Fact]
    public async Task While_a_write_is_on_its_way_the_rest_is_counted_and_can_be_dropped()
    {
        using var inner = new Held { Gate = new TaskCompletionSource() };
        using var stream = new CorkedStream(inner);
        stream.Cork();
        stream.WriteText("first"u8);
        stream.Uncork();
        for (int i = 0; i < 1_000; i++)
            await stream.WriteAsync(new byte[1_000], Cancel);
        Assert.Equal(1_000_000, stream.PendingBytes);
        stream.DropPending();
        Assert.Equal(0, stream.PendingBytes);
        await stream.WriteAsync("last"u8.ToArray(), Cancel);
        Task drained = stream.Drained();
        Assert.False(drained.IsCompleted);
        inner.Gate.SetResult();
        await drained;
        Assert.Equal("\u0081\u0005firstlast", Encoding.Latin1.GetString(inner.Written.ToArray()));
    }

    [Fact]
    public async Task A_peer_that_is_gone_ends_the_writing_without_an_error()
    {
        using var inner = new Held { Gate = new TaskCompletionSource() };
        using var stream = new CorkedStream(inner);
        await stream.WriteAsync("x"u8.ToArray(), Cancel);
        inner.Gate.SetException(new IOException("gone"));
        await stream.Drained();
        await stream.WriteAsync("y"u8.ToArray(), Cancel);
        Assert.Equal(1, inner.Writes);
    }

    /// <summary>Keeps what is written, and holds writers up as long as a test wants.</summary>
    private sealed class Held : Stream
    {
        public MemoryStream Written { get; } = new();

        public int Writes { get; private set; }

        public TaskCompletionSource? Gate { get; init; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Writes++;
            if (Gate is not null)
                await Gate.Task;
            Written.Write(buffer.Span);
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                Written.Dispose();
            base.Dispose(disposing);
        }
    }
}

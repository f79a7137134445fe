using Microsoft.Win32.SafeHandles;

namespace Engine.Native.Linux.Streams;

/// <summary>Owns one socket descriptor: closed when disposed, and at the latest when it is collected.</summary>
internal sealed class SocketsHandle : SafeHandleMinusOneIsInvalid
{
    public SocketsHandle(int descriptor) : base(ownsHandle: true) => SetHandle(descriptor);

    /// <summary>The bare number, for calls on the owner's own thread while it holds this handle.</summary>
    public int Descriptor => (int)handle;

    protected override bool ReleaseHandle() => Sockets.Close((int)handle) == 0;
}

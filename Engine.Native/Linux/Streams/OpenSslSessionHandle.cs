using Microsoft.Win32.SafeHandles;

namespace Engine.Native.Linux.Streams;

/// <summary>Owns an SSL; the SSL itself keeps its context alive.</summary>
internal sealed class OpenSslSessionHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public OpenSslSessionHandle(nint session) : base(ownsHandle: true) => SetHandle(session);

    /// <summary>The bare pointer, for calls on the owner's own thread while it holds this handle.</summary>
    public nint Pointer => handle;

    protected override bool ReleaseHandle()
    {
        OpenSsl.FreeSession(handle);
        return true;
    }
}

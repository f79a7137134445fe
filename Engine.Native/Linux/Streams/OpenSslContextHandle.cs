using Microsoft.Win32.SafeHandles;

namespace Engine.Native.Linux.Streams;

/// <summary>Owns an SSL_CTX.</summary>
internal sealed class OpenSslContextHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public OpenSslContextHandle(nint context) : base(ownsHandle: true) => SetHandle(context);

    protected override bool ReleaseHandle()
    {
        OpenSsl.FreeContext(handle);
        return true;
    }
}

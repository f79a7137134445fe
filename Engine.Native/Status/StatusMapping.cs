using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using Engine.Native.Status.Blocks;

namespace Engine.Native.Status;

/// <summary>A mapped status page. The address stays valid until this is disposed.</summary>
internal sealed unsafe class StatusMapping : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _address;

    public StatusMapping(FileStream stream, MemoryMappedFileAccess access)
    {
        _file = MemoryMappedFile.CreateFromFile(stream, null, StatusPage.SizeBytes, access, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, StatusPage.SizeBytes, access);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _address);
        _address += _view.PointerOffset;
    }

    /// <summary>The page in shared memory.</summary>
    public ref StatusPage Page => ref Unsafe.AsRef<StatusPage>(_address);

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}

using System.Runtime.InteropServices;

namespace Engine.Native.Linux;

/// <summary>The error numbers of Linux (generic numbering: x86-64 and arm64) that this program tells apart, and their names.</summary>
public static class Errno
{
    /// <summary>EINTR: a signal came first; the call is made again.</summary>
    public const int Interrupted = 4;

    /// <summary>EAGAIN, the same number as EWOULDBLOCK: nothing to read, or no room to write.</summary>
    public const int WouldBlock = 11;

    /// <summary>EPIPE: the other end no longer reads.</summary>
    public const int BrokenPipe = 32;

    /// <summary>ENOBUFS: the kernel is short of socket memory for the moment.</summary>
    public const int NoBuffers = 105;

    /// <summary>EINPROGRESS: a non-blocking connect is under way.</summary>
    public const int InProgress = 115;

    /// <summary>The system's sentence with the symbolic name: "Connection refused (ECONNREFUSED)".</summary>
    public static string Describe(int errno) => $"{Marshal.GetPInvokeErrorMessage(errno)} ({Name(errno)})";

    /// <summary>The symbolic name; "errno 77" for one that has none here.</summary>
    public static string Name(int errno) => errno switch
    {
        1 => "EPERM",
        2 => "ENOENT",
        Interrupted => "EINTR",
        5 => "EIO",
        9 => "EBADF",
        WouldBlock => "EAGAIN",
        12 => "ENOMEM",
        13 => "EACCES",
        14 => "EFAULT",
        16 => "EBUSY",
        17 => "EEXIST",
        19 => "ENODEV",
        20 => "ENOTDIR",
        21 => "EISDIR",
        22 => "EINVAL",
        23 => "ENFILE",
        24 => "EMFILE",
        27 => "EFBIG",
        28 => "ENOSPC",
        30 => "EROFS",
        BrokenPipe => "EPIPE",
        38 => "ENOSYS",
        92 => "ENOPROTOOPT",
        93 => "EPROTONOSUPPORT",
        95 => "EOPNOTSUPP",
        97 => "EAFNOSUPPORT",
        98 => "EADDRINUSE",
        99 => "EADDRNOTAVAIL",
        100 => "ENETDOWN",
        101 => "ENETUNREACH",
        103 => "ECONNABORTED",
        104 => "ECONNRESET",
        NoBuffers => "ENOBUFS",
        106 => "EISCONN",
        107 => "ENOTCONN",
        110 => "ETIMEDOUT",
        111 => "ECONNREFUSED",
        113 => "EHOSTUNREACH",
        114 => "EALREADY",
        InProgress => "EINPROGRESS",
        _ => $"errno {errno}",
    };
}

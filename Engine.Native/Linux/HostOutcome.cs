namespace Engine.Native.Linux;

/// <summary>How a request to the operating system ended.</summary>
public enum HostOutcome
{
    /// <summary>The kernel did it.</summary>
    Done,
    /// <summary>The user or the container lacks the right (EPERM, EACCES).</summary>
    NotPermitted,
    /// <summary>A resource limit stands in the way (ENOMEM, EAGAIN).</summary>
    LimitReached,
    /// <summary>An argument names something this machine does not have, such as a processor (EINVAL).</summary>
    OutOfRange,
    /// <summary>This kernel does not know the call (ENOSYS, EOPNOTSUPP).</summary>
    NotSupported,
    /// <summary>Any other refusal; the number and its text are in the result.</summary>
    Failed,
}

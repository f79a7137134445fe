namespace Engine.Native.Latency;

/// <summary>Where the measured engine connects to, and where it runs.</summary>
/// <param name="Port">The far side's port on the loopback.</param>
/// <param name="TrustFile">The certificate to trust; null for a plain connection.</param>
/// <param name="Instrument">What it trades.</param>
/// <param name="Interval">The interval of its market channels.</param>
/// <param name="Cpus">Its processors.</param>
internal sealed record MeasuredPlace(int Port, string? TrustFile, string Instrument, string Interval, LatencyCpus Cpus);

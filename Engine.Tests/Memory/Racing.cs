namespace Engine.Tests.Memory;

/// <summary>Runs two sides of a hand-off on two threads and gives back the first error of either.</summary>
internal static class Racing
{
    public static void Run(Action writer, Action reader)
    {
        Exception? failure = null;
        using var start = new Barrier(2);
        var other = new Thread(() => failure = Record(start, writer)) { IsBackground = true, Name = "racing writer" };
        other.Start();
        Exception? own = Record(start, reader);
        other.Join();
        if ((own ?? failure) is { } error)
            throw new InvalidOperationException("a side of the race failed", error);
    }

    private static Exception? Record(Barrier start, Action side)
    {
        try
        {
            start.SignalAndWait();
            side();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }
}

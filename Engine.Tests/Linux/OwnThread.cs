namespace Engine.Tests.Linux;

/// <summary>Runs a test's body on a thread that ends with it, because what these tests change belongs to the thread.</summary>
internal static class OwnThread
{
    internal static T Run<T>(Func<T> body)
    {
        T result = default!;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = body();
            }
            catch (Exception e)
            {
                failure = e;
            }
        });
        thread.Start();
        thread.Join();
        return failure is null ? result : throw new InvalidOperationException("on the test's thread", failure);
    }
}

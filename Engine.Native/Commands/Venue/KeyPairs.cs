namespace Engine.Native.Commands.Venue;

/// <summary><c>--key</c> and <c>--secret</c>, which belong together by their place.</summary>
internal static class KeyPairs
{
    /// <summary>Secrets by key; throws <see cref="UsageException"/> where one is missing or a key comes twice.</summary>
    public static Dictionary<string, string> Read(string[] keys, string[] secrets)
    {
        if (keys.Length != secrets.Length)
            throw new UsageException($"--key: found {keys.Length} with {secrets.Length} of --secret, expected a secret for each key");
        var all = new Dictionary<string, string>();
        for (int i = 0; i < keys.Length; i++)
        {
            if (!all.TryAdd(keys[i], secrets[i]))
                throw new UsageException($"--key: found \"{keys[i]}\" twice, expected each key once");
        }

        return all;
    }
}

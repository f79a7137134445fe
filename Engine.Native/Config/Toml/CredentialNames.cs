namespace Engine.Native.Config.Toml;

/// <summary>Recognises keys that hold credentials, so that the file refuses them and no message repeats their value.</summary>
internal static class CredentialNames
{
    internal const string Found = "a key that looks like a credential (its value is not shown)";

    internal const string Expected =
        "no credentials in this file: put DERIBIT_API_KEY and DERIBIT_API_SECRET into the environment or a .env file, and replace a key that was ever stored here";

    private static readonly string[] s_marks = ["apikey", "secret", "password", "passphrase", "clientid", "token", "privatekey", "credential"];

    internal static bool Match(string key)
    {
        var plain = string.Concat(key.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return s_marks.Any(mark => plain.Contains(mark, StringComparison.Ordinal));
    }
}

using System.Diagnostics;
using System.Text;

namespace Engine.Native.Config;

/// <summary>
/// The credentials of an account at the venue. They come from the environment or a <c>.env</c> file, never from the command
/// line or the configuration, and are made never to reach a log: no member returns them as text.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class ApiKeys
{
    /// <summary>The variable that holds the client id.</summary>
    public const string KeyVariable = "DERIBIT_API_KEY";

    /// <summary>The variable that holds the client secret.</summary>
    public const string SecretVariable = "DERIBIT_API_SECRET";

    private readonly byte[] _clientId;
    private readonly byte[] _clientSecret;

    /// <summary>Takes credentials that are already at hand, such as those of the embedded venue.</summary>
    /// <exception cref="ArgumentException">One is empty or has a character that credentials do not have; the message does not show it.</exception>
    public ApiKeys(string clientId, string clientSecret)
    {
        _clientId = Bytes(KeyVariable, clientId);
        _clientSecret = Bytes(SecretVariable, clientSecret);
    }

    /// <summary>The client id as ASCII; printable, without quotes or backslashes, so it stands in JSON as it is.</summary>
    public ReadOnlySpan<byte> ClientId => _clientId;

    /// <summary>The client secret, of the same form.</summary>
    public ReadOnlySpan<byte> ClientSecret => _clientSecret;

    /// <summary>Reads the credentials: each variable from the environment, else from the <c>.env</c> file.</summary>
    /// <param name="environment">A variable's value, or null.</param>
    /// <param name="directory">Where the <c>.env</c> file may lie: the working directory.</param>
    /// <param name="keys">The credentials when true.</param>
    /// <param name="problem">What is missing or wrong and what to do when false; never a credential's text.</param>
    public static bool TryLoad(Func<string, string?> environment, string directory, out ApiKeys keys, out string problem)
    {
        keys = null!;
        var path = Path.Combine(directory, EnvFile.Name);
        if (!EnvFile.TryRead(path, out var file, out problem)) return false;
        var id = ValueOf(KeyVariable, environment, file);
        var secret = ValueOf(SecretVariable, environment, file);
        string[] missing = [.. new[] { (KeyVariable, id), (SecretVariable, secret) }.Where(pair => string.IsNullOrEmpty(pair.Item2)).Select(pair => pair.Item1)];
        if (missing.Length > 0)
        {
            problem = $"{string.Join(" and ", missing)} not set: export {(missing.Length == 1 ? "it" : "them")}, or write {string.Join(" and ", missing.Select(name => name + "=..."))} into {path}";
            return false;
        }
        try
        {
            keys = new ApiKeys(id!, secret!);
            return true;
        }
        catch (ArgumentException e)
        {
            problem = e.Message;
            return false;
        }
    }

    /// <summary>Says that there are credentials, and nothing about them.</summary>
    public override string ToString() => "ApiKeys(redacted)";

    private static string? ValueOf(string name, Func<string, string?> environment, IReadOnlyDictionary<string, string> file) =>
        environment(name) is { Length: > 0 } value ? value : file.GetValueOrDefault(name);

    private static byte[] Bytes(string name, string value)
    {
        if (value.Length == 0) throw new ArgumentException($"{name} is empty");
        if (value.Any(c => c is <= ' ' or '"' or '\\' or > '~'))
            throw new ArgumentException($"{name} has a blank, a quote or another character that an API key cannot have: check for quotes or a line break copied with it");
        return Encoding.ASCII.GetBytes(value);
    }
}

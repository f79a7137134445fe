using System.Globalization;

namespace Engine.Tests.EndToEnd.Stage;

/// <summary>The exchange as a process of its own (<c>engine venue</c>), which can be stopped in its tracks.</summary>
internal sealed class VenueChild : IDisposable
{
    private const string Ready = "listening ";

    private readonly EngineChild _child;

    private VenueChild(EngineChild child, Uri address)
    {
        _child = child;
        Address = address;
        Client = new VenueClient(address);
    }

    public Uri Address { get; }

    /// <summary>What asks it.</summary>
    public VenueClient Client { get; }

    /// <summary>Starts it on a free port with a market that moves fast, and without limits of rate: sessions follow each other faster than an account may log in.</summary>
    public static VenueChild Start(string folder, ulong seed, int speed = 20)
    {
        EngineChild child = EngineChild.Start(
            folder,
            ["venue", "--port", "0", "--seed", seed.ToString(CultureInfo.InvariantCulture), "--speed", speed.ToString(CultureInfo.InvariantCulture),
             "--instruments", "BTC-PERPETUAL,ETH-PERPETUAL", "--limits", "off", "--quiet"]);
        string? address = null;
        Until.Holds(
            () => (address = child.Output.ToString().Split('\n').FirstOrDefault(line => line.StartsWith(Ready, StringComparison.Ordinal))) is not null,
            "the venue listens", () => $"{child.Output}{child.Error}");
        return new VenueChild(child, new Uri(address![Ready.Length..].Trim()));
    }

    /// <summary>Stops it where it stands.</summary>
    public void Suspend() => _child.Suspend();

    /// <summary>Lets it go on.</summary>
    public void Resume() => _child.Resume();

    public void Dispose()
    {
        Client.Dispose();
        _child.Dispose();
    }
}

using Engine.Native.Config.Schema;
using Engine.Native.Config.Sections;
using Engine.Native.Config.Toml;

namespace Engine.Native.Config;

/// <summary>Rules between keys: each value is possible by itself, and together they are not.</summary>
internal sealed class ConfigRules(string file, IReadOnlyList<RawSection> sections, List<ConfigFault> faults)
{
    // The journal's own names: this layer does not know them.
    private static readonly string[] BesideDatabase = ["-wal", "-shm", "-journal", "-lock", ".intents", ".kill"];

    internal void Check(EngineConfig config)
    {
        var instrumentSections = sections.Where(section => section.Name == ConfigSchema.Instrument.Name).ToArray();
        var firstLines = new Dictionary<string, int>();
        for (var i = 0; i < config.Instruments.Count; i++) CheckInstrument(config, config.Instruments[i], instrumentSections[i], firstLines);
        CheckAddress(config.Venue);
        CheckThreads(config.Hot);
        CheckRisk(config);
        ProtectionRules.Check(config.Risk, (key, found, expected) => Report("risk", key, found, expected));
        PatienceRules.Check(config.Session, (key, found, expected) => Report("session", key, found, expected));
        if (config.Status.Path == config.Journal.Path)
            Report("status", "path", TomlText.Quote(config.Journal.Path), "another file than the database of journal.path");
        else if (config.Status.Path is { } status && BesideDatabase.Any(suffix => status == config.Journal.Path + suffix))
            Report("status", "path", TomlText.Quote(status), "another file than those that belong to the database of journal.path");
    }

    private void CheckInstrument(EngineConfig config, InstrumentConfig instrument, RawSection section, Dictionary<string, int> firstLines)
    {
        if (!firstLines.TryAdd(instrument.Name, section.LineOf("name")))
            Report(section, "name", $"{instrument.Name} for the second time", $"each instrument once (the first is in line {firstLines[instrument.Name]})");
        if (instrument.SizeUsd > instrument.MaxInventoryUsd)
            Report(section, "size", TomlText.Of(instrument.SizeUsd), $"at most the max_inventory of {TomlText.Of(instrument.MaxInventoryUsd)} USD");
        if (instrument.SizeUsd > config.Risk.MaxOrderSizeUsd)
            Report(section, "size", TomlText.Of(instrument.SizeUsd), $"at most the risk.max_order_size of {TomlText.Of(config.Risk.MaxOrderSizeUsd)} USD");
        if (instrument.Spread >= config.Risk.PriceCollar)
            Report(section, "spread", TomlText.Of(instrument.Spread), $"less than the risk.price_collar of {TomlText.Of(config.Risk.PriceCollar)}, or no quote could pass it");
        else if (!CheckReach(section, instrument, "max_touch_distance_bps", config.Risk.MaxTouchDistanceBps))
            CheckReach(section, instrument, "index_collar_bps", config.Risk.IndexCollarBps);
    }

    private bool CheckReach(RawSection section, InstrumentConfig instrument, string limit, double mostBps)
    {
        bool isBeyond = mostBps > 0 && instrument.Spread * 1e4 >= mostBps;
        if (isBeyond)
            Report(section, "spread", TomlText.Of(instrument.Spread), $"less than the risk.{limit} of {TomlText.Of(mostBps)} ({TomlText.Of(mostBps / 1e4)}), or no quote could pass it");
        return isBeyond;
    }

    /// <summary>Two quotes an instrument have to find room.</summary>
    private void CheckRisk(EngineConfig config)
    {
        int wanted = 2 * config.Instruments.Count;
        if (config.Risk.MaxOpenOrders > 0 && config.Risk.MaxOpenOrders < wanted)
            Report("risk", "max_open_orders", $"{config.Risk.MaxOpenOrders}", $"at least {wanted}, two for each instrument, or 0 for any number");
        double largest = config.Instruments.Max(instrument => 2 * instrument.SizeUsd);
        if (config.Risk.MaxNotionalUsd > 0 && config.Risk.MaxNotionalUsd < largest)
            Report("risk", "max_notional_usd", TomlText.Of(config.Risk.MaxNotionalUsd), $"at least {TomlText.Of(largest)}, the two quotes of an instrument, or 0 for any");
    }

    /// <summary>The environment decides how careful the engine is, so an address may not lead further than the environment says.</summary>
    private void CheckAddress(VenueConfig venue)
    {
        if (venue.Url is { } url && venue.Env != VenueEnv.Prod && !VenueAddress.IsPlayMoney(url))
            Report("venue", "url", TomlText.Quote(url.AbsoluteUri), "an address on the loopback or of the test network, or env = \"prod\", which trades real money");
    }

    private void CheckThreads(HotConfig hot)
    {
        if (hot.Threads > 1 && hot.QuoteCpu is { } cpu && cpu == hot.Cpu)
            Report("hot", "quote_cpu", $"{cpu}", "another processor than hot.cpu: two spinning threads on one would stop each other");
    }

    private void Report(string name, string key, string found, string expected)
    {
        var section = sections.FirstOrDefault(known => known.Name == name);
        faults.Add(new ConfigFault(file, section?.LineOf(key) ?? 0, $"{name}.{key}", found, expected));
    }

    private void Report(RawSection section, string key, string found, string expected) =>
        faults.Add(new ConfigFault(file, section.LineOf(key), $"{section.Name}.{key}", found, expected));
}

using System.Text.Json;
using System.Text.RegularExpressions;

namespace Engine.Tests.Venue.RecordedForms;

/// <summary>One frame of a recording, or the part of one that was kept.</summary>
/// <param name="Place">File and line.</param>
/// <param name="Kind">What it is; frames of a kind have one form.</param>
/// <param name="Frame">The frame.</param>
/// <param name="IsSorted">Its keys were sorted by the recorder.</param>
/// <param name="IsTrimmed">The recorder cut something out.</param>
internal sealed record RecordedFrame(string Place, string Kind, JsonElement Frame, bool IsSorted, bool IsTrimmed)
{
    /// <summary>All frames of all files of a folder.</summary>
    public static List<RecordedFrame> All(string folder) => [.. Recorded.Files(folder).SelectMany(Read)];

    private static IEnumerable<RecordedFrame> Read(string file)
    {
        string text = Recorded.Text(file);
        if (text.TrimStart().StartsWith('['))
            return JsonDocument.Parse(text).RootElement.EnumerateArray().Select((row, i) => new RecordedFrame($"{file}:{i + 1}", "row of get_instruments", row, true, false));
        var methods = new Dictionary<string, string>();
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((line, i) => Line(file, i + 1, line, methods)).OfType<RecordedFrame>().ToList();
    }

    private static RecordedFrame? Line(string file, int number, string line, Dictionary<string, string> methods)
    {
        // A capture of other tooling: receive time, direction, frame.
        Match prefix = Regex.Match(line, @"^(wss\S+ <-> \S+$|wss\S+ <- [\d.]+: |[\d.]+: )");
        string json = line[prefix.Length..];
        if (json.Length == 0)
            return null;
        string place = $"{file}:{number}";
        JsonElement row = JsonDocument.Parse(json).RootElement;
        if (prefix.Length > 0)
            return new RecordedFrame(place, "2021 " + RecordedKinds.Of(row, methods), row, true, false);
        if (row.TryGetProperty("raw_body", out JsonElement body))
            return new RecordedFrame(place, $"rest {VenueClient.At(row, "capture_id")}", JsonDocument.Parse(body.GetString()!).RootElement, true, false);
        bool trimmed = row.TryGetProperty("_trim", out _);
        if (row.TryGetProperty("data", out JsonElement data))
            return new RecordedFrame(place, $"payload {VenueClient.At(row, "_note").Split(' ')[0]}", data, false, trimmed);
        JsonElement frame = row.TryGetProperty("frame", out JsonElement inner) ? inner : row;
        return new RecordedFrame(place, RecordedKinds.Of(frame, methods), frame, false, trimmed);
    }
}

using System.Text.Json;
using Xunit;

namespace Engine.Tests.Venue.Feeds;

/// <summary>A client's copy of a book, as a channel tells it; fails when a message does not fit the ones before.</summary>
internal sealed class BookMirror
{
    private readonly Dictionary<string, SortedDictionary<double, double>> _sides = new() { ["bids"] = [], ["asks"] = [] };

    public long ChangeId { get; private set; }

    public int Changes { get; private set; }

    public static string Text(JsonElement levels) => string.Join(';', levels.EnumerateArray().Select(level => $"{level[0].GetDouble()}x{level[1].GetDouble()}"));

    public void Apply(JsonElement message)
    {
        bool isChange = message.GetProperty("type").GetString() == "change";
        Assert.Equal(Changes > 0 || ChangeId != 0, isChange);
        if (isChange)
        {
            Assert.Equal(ChangeId, message.GetProperty("prev_change_id").GetInt64());
            Assert.True(message.GetProperty("change_id").GetInt64() > ChangeId);
            Assert.True(message.GetProperty("bids").GetArrayLength() + message.GetProperty("asks").GetArrayLength() > 0);
            Changes++;
        }

        ChangeId = message.GetProperty("change_id").GetInt64();
        foreach ((string side, SortedDictionary<double, double> levels) in _sides)
        {
            double previous = side == "bids" ? double.MaxValue : 0;
            foreach (JsonElement entry in message.GetProperty(side).EnumerateArray())
            {
                double price = entry[1].GetDouble();
                Assert.True(side == "bids" ? price < previous : price > previous);
                previous = price;
                Assert.Equal(entry[0].GetString() == "new", !levels.ContainsKey(price));
                if (entry[0].GetString() == "delete")
                    levels.Remove(price);
                else
                    levels[price] = entry[2].GetDouble();
            }
        }
    }

    public string Text(string side) => string.Join(';', (side == "bids" ? _sides[side].Reverse() : _sides[side]).Select(level => $"{level.Key}x{level.Value}"));
}

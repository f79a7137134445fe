using System.Text.Json;
using Xunit;

namespace Engine.Tests.Venue.RecordedForms;

/// <summary>Every frame that was ever recorded of the real venue, kind by kind, differs from ours in values only.</summary>
public class EveryRecordedKindTests
{
    /// <summary>Members that came with the matching engine of July 2026, after the private recordings.</summary>
    private static readonly string[] s_starbase = ["starbase_order_id", "starbase_last_update_timestamp", "starbase_match_id", "starbase_timestamp"];

    /// <summary>Members of option frames of 2021 that perpetuals do not have, and of perpetuals that came later.</summary>
    private static readonly string[] s_options =
    [
        "underlying_price", "underlying_index", "mark_iv", "bid_iv", "ask_iv", "interest_rate", "greeks", "iv", "delivery_price", "settlement_price", "contracts",
        "volume_usd", "volume_notional", "interest_value", "current_funding", "funding_8h", "price", "usIn", "usOut", "usDiff", "testnet", .. s_starbase,
    ];

    /// <summary>Members that recordings of one kind do not agree on, or that the row of July lacks and the one of September has.</summary>
    private static readonly string[] s_sometimes = ["reasons", "product_group", "state", "index_id", "lot_size"];

    [Fact]
    public void Every_recorded_kind_has_a_counterpart()
    {
        List<RecordedFrame> all = RecordedFrame.All("deribit");
        Assert.True(all.Count > 200);
        Assert.Empty(all.Where(frame => !Counterparts.ByKind.ContainsKey(frame.Kind)).Select(frame => $"{frame.Place}: {frame.Kind}"));
        Assert.Empty(Counterparts.ByKind.Keys.Except(all.Select(frame => frame.Kind)));
    }

    [Fact]
    public void Every_recorded_frame_has_the_form_of_ours()
    {
        var differences = new List<string>();
        Func<JsonElement, JsonElement> listed = Counterparts.Listed(Recorded.Text("deribit/perpetuals_2026-07-15.json"));
        foreach (IGrouping<string, RecordedFrame> kind in RecordedFrame.All("deribit").Where(frame => !Is2021(frame)).GroupBy(frame => frame.Kind))
        {
            JsonElement ours = Counterparts.ByKind[kind.Key]();
            foreach (RecordedFrame recorded in kind)
            {
                // An instrument's number forms are its own.
                if (kind.Key == "row of get_instruments")
                    ours = listed(recorded.Frame);
                // A request's counterpart is that it is done.
                if (kind.Key.StartsWith("request", StringComparison.Ordinal))
                    Assert.True(ours.TryGetProperty("result", out _), kind.Key);
                else
                    differences.AddRange(Shape(recorded).Differences(recorded.Frame, ours).Select(difference => $"{recorded.Place} {kind.Key} {difference}"));
            }
        }

        Assert.Empty(differences);
    }

    /// <summary>Five years before, keys stood in another order and numbers had no exponents; the members were the same.</summary>
    [Fact]
    public void Frames_of_2021_have_members_that_ours_have()
    {
        var differences = new List<string>();
        var shape = new FrameShape(false, s_options);
        foreach (IGrouping<string, RecordedFrame> kind in RecordedFrame.All("deribit").Where(Is2021).GroupBy(frame => frame.Kind))
        {
            JsonElement ours = Counterparts.ByKind[kind.Key]();
            if (kind.Key.Contains("request", StringComparison.Ordinal))
                Assert.True(ours.TryGetProperty("result", out _), kind.Key);
            else
                differences.AddRange(kind.SelectMany(recorded => shape.Differences(recorded.Frame, ours)
                    .Where(difference => !IsOfItsTime(difference)).Select(difference => $"{recorded.Place} {kind.Key} {difference}")));
        }

        Assert.Empty(differences.Distinct());
    }

    [Fact]
    public void Our_floats_are_written_as_the_venue_writes_them() =>
        Assert.Empty(Counterparts.ByKind.SelectMany(kind => FrameShape.OddNumbers(kind.Value()).Select(number => $"{kind.Key}: {number}")));

    [Fact] // the positive control
    public void A_difference_of_any_sort_is_seen()
    {
        var ordered = new FrameShape(true, ["extra"]);
        foreach ((string recorded, string ours, int count) in new[]
        {
            ("""{"a":1,"b":2.0}""", """{"a":3,"b":4.5e3}""", 0), ("""{"a":1,"b":2.0}""", """{"b":2.0,"a":1}""", 1), ("""{"a":1}""", """{"a":1.0}""", 1),
            ("""{"a":1}""", """{"a":"1"}""", 1), ("""{"a":1}""", """{}""", 1), ("""{}""", """{"a":1}""", 1), ("""{}""", """{"extra":1}""", 0),
            ("""{"l":[["new",1.0,2.0]]}""", """{"l":[["new",1.0,2]]}""", 1), ("""{"l":[{"a":1}]}""", """{"l":[{"a":1},{"a":null}]}""", 1), ("""{"l":[]}""", """{"l":[1]}""", 0),
        })
            Assert.Equal(count, ordered.Differences(JsonDocument.Parse(recorded).RootElement, JsonDocument.Parse(ours).RootElement).Count());
        Assert.Equal(["1000.0", "2.50"], FrameShape.OddNumbers(JsonDocument.Parse("""[1000.0,1.0e3,[2.50],{"a":5,"b":0.5}]""").RootElement));
    }

    /// <summary>Nulls of instruments that had no trade, and the integers and floats of options.</summary>
    private static bool IsOfItsTime(string difference) =>
        difference.Contains("recorded Null", StringComparison.Ordinal) || difference.Contains("open_interest", StringComparison.Ordinal);

    private static bool Is2021(RecordedFrame frame) => frame.Kind.StartsWith("2021", StringComparison.Ordinal);

    private static FrameShape Shape(RecordedFrame recorded)
    {
        string[] more = recorded.Kind.StartsWith("user.", StringComparison.Ordinal) || recorded.Kind.Contains("get_user_trades", StringComparison.Ordinal) ? s_starbase : [];
        string[] ids = recorded.Kind.StartsWith("rest ", StringComparison.Ordinal) ? ["id"] : [];
        string[] cut = recorded.IsTrimmed ? ["stats"] : [];
        string[] sometimes = recorded.Kind is "row of get_instruments" or "payload platform_state" ? s_sometimes : [];
        return new FrameShape(!recorded.IsSorted, [.. more, .. ids, .. cut, .. sometimes]);
    }
}
